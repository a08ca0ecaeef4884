"""How the event model is taught: our own example sentences, what they hold, and the training itself."""

from pathlib import Path

from detente.lexicon import DATA

# Where a run leaves what it makes, and where the package ships the model.
BUILD = Path("build")
SHIPPED = DATA / "models" / "en"
