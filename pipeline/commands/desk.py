"""`serve`: the desk, in a browser."""

from __future__ import annotations

import click

from pipeline.commands import common
from pipeline.config import Config
from pipeline.output import tell


@click.command()
@click.option("--port", type=int, default=8300, show_default=True, help="Cổng.")
@common
def serve(port: int, config: Config) -> None:
    """Mở bàn làm việc trong trình duyệt, chỉ trên máy này."""
    import uvicorn

    from pipeline.web.app import create_app

    tell("Bàn làm việc: http://127.0.0.1:{}/ – nhấn Ctrl+C để dừng.", port, lang=config.lang)
    uvicorn.run(create_app(config), host="127.0.0.1", port=port, log_level="warning")
