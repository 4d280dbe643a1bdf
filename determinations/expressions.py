"""Conditions written so that both databases see that an index of part of the rows answers them."""

from django.db.models import BooleanField, Func


class HasWarnings(Func):
    """Of the field with a letter's warnings: whether there are any. A parameter in its place would hide the index."""

    arity = 1
    output_field = BooleanField()
    template = "%(expressions)s <> '[]'"

    def as_postgresql(self, compiler, connection, **context):
        return self.as_sql(compiler, connection, template=f"{self.template}::jsonb", **context)
