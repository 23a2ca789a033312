"""Plays one scene in a process of its own: `python -m tests.promises.theatre SCENE '{"argument": …}'`, answers in JSON."""

import json
import os
import sys


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.promises.settings"
    import django

    django.setup()
    from tests.promises import campaigns, committee, cost, deaths, durability, killed_server, numbers, races, stage

    scene, arguments = sys.argv[1], json.loads(sys.argv[2])
    for module in (stage, campaigns, races, numbers, committee, cost, deaths, durability, killed_server):
        if scene in module.SCENES:
            print("\n" + json.dumps(module.SCENES[scene](**arguments)))  # noqa: T201
            return
    raise SystemExit(f"no such scene: {scene}")


if __name__ == "__main__":
    main()
