"""Make raw, typed and asynchronous calls with a tool, and print what it records of each.

This is a program of its own because such tools patch botocore for the rest of the process.
"""

import json
import sys
from importlib import import_module


def main():
    tool, *urls = sys.argv[1:]
    recorder = import_module(f"tools.recorders.{tool}")
    recorder.start()
    # Imported later than the tool, as a tool's documentation asks.
    from tools.calls import NAMES, Asynchronous, Raw, Typed

    found, headers = {}, set()

    def note(request, **_):
        headers.update(name.lower() for name in request.headers)

    for kind in (Raw, Typed, Asynchronous):
        calls = kind(*urls)
        for client in calls.boto_clients():
            client.meta.events.register("before-send", note)
        for name in NAMES:
            records, request_id = recorder.record(getattr(calls, name))
            text = json.dumps(records, sort_keys=True, default=repr)
            if request_id:
                text = text.replace(request_id, "the request id")
            text += f" with the headers {sorted(headers)}"
            headers.clear()
            found.setdefault(name, {})[kind.__name__] = text
        calls.close()
    print(json.dumps(found))


if __name__ == "__main__":
    main()
