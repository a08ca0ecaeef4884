"""How the event model is taught: our own example sentences, what they hold, and (later) the training itself."""
