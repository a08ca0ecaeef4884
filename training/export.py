"""``python -m training.export``: a trained checkpoint becomes the shipped model: 8-bit ONNX, tokenizer and card."""

from pathlib import Path

import click
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import nn

from detente.lexicon import load_lexicon
from training import BUILD, SHIPPED
from training.lines import labels_of
from training.network import Network, encoder_folder, load_tokenizer


class _AsShipped(nn.Module):
    """One line at a time, without padding: what is attended to is everything."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: torch.Tensor) -> tuple[torch.Tensor, ...]:
        return self.network(ids, torch.ones_like(ids))  # type: ignore[no-any-return]


@click.command()
@click.option("--checkpoint", type=click.Path(path_type=Path, exists=True), default=BUILD / "events.pt")
@click.option("--out", type=click.Path(path_type=Path), default=SHIPPED, show_default=True)
def main(checkpoint: Path, out: Path) -> None:
    """Write the model's files; the card keeps its calibration until ``training.calibrate`` writes it anew."""
    labels = labels_of(load_lexicon().ontology)
    folder = encoder_folder(BUILD)
    tokenizer = load_tokenizer(folder, len(labels.types) - 1)
    network = Network(folder, tokenizer, (len(labels.types), len(labels.modes), len(labels.statuses)))
    network.load_state_dict(torch.load(checkpoint, weights_only=True))
    export(network, out)
    tokenizer.backend_tokenizer.no_padding()
    tokenizer.backend_tokenizer.no_truncation()
    tokenizer.backend_tokenizer.save(str(out / "tokenizer.json"))
    size = (out / "events.onnx").stat().st_size / 1e6
    print(f"{out}: written, the model has {size:.1f} MB")


def export(network: Network, out: Path) -> None:
    """``events.onnx`` with 8-bit weights in the folder ``out``."""
    out.mkdir(parents=True, exist_ok=True)
    _fold_marks(network)
    exact = BUILD / "exact.onnx"
    shipped = _AsShipped(network).eval()
    torch.onnx.export(
        shipped,
        (torch.ones(1, 12, dtype=torch.int64),),
        str(exact),
        input_names=["ids"],
        output_names=["types", "modes", "statuses"],
        dynamic_axes={"ids": {1: "pieces"}},
        dynamo=False,
    )
    quantize_dynamic(exact, out / "events.onnx", weight_type=QuantType.QInt8, per_channel=True)
    onnx.checker.check_model(str(out / "events.onnx"))


def _fold_marks(network: Network) -> None:
    """Put the marks' vectors into the table of word pieces, so that they are read like any other piece."""
    with torch.no_grad():
        network.encoder.embeddings.word_embeddings.weight[1 : 1 + len(network.marks)] = network.marks


if __name__ == "__main__":
    main()
