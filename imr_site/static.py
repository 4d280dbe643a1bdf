"""Static files under hashed names once `collectstatic` has run, under their plain names before."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStaticFilesStorage(CompressedManifestStaticFilesStorage):
    def url(self, name, force=False):
        if not self.hashed_files:
            return self._url(lambda plain, hashed_files=None: plain, name, force=force)
        return super().url(name, force)
