"""Starts the emulator with our corrections: `python launch.py`, configured by environment variables (engine.ts).

`python launch.py --list` prints the corrections' names.

DESK_ENGINE_OFF=name,name leaves corrections out. Only the proof that their tests notice uses it.
"""

import os
import sys
from importlib.metadata import version

CORRECTED_VERSION = "1.5.33"


def main() -> None:
    installed = version("ministack")
    if installed != CORRECTED_VERSION:
        sys.exit(
            f"The corrections are for ministack {CORRECTED_VERSION}, but {installed} is installed. "
            "Install requirements.txt again, or follow 'A new version' in local/engine/README.md."
        )
    from ministack import app

    import corrections
    from corrections.correction import CorrectionFailed, apply

    if sys.argv[1:] == ["--list"]:
        print(*(correction.name for correction in corrections.ALL), sep="\n")
        return
    off = {name for name in os.environ.pop("DESK_ENGINE_OFF", "").split(",") if name}
    unknown = off - {correction.name for correction in corrections.ALL}
    if unknown:
        sys.exit(f"DESK_ENGINE_OFF names no correction: {', '.join(sorted(unknown))}")
    try:
        apply([correction for correction in corrections.ALL if correction.name not in off])
    except CorrectionFailed as failure:
        sys.exit(f"A correction of the local cloud no longer fits ministack {installed}. {failure}")
    sys.argv = ["ministack"]
    app.main()


if __name__ == "__main__":
    main()
