"""The review desk: the queue of letters that need a human, and one of them beside the form that corrects it."""
