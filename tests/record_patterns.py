"""Record which strings match the patterns of the service models in Java, for ``test_patterns.py``.

Run ``python tests/record_patterns.py`` with Java 17 or newer after the service model has changed.
It writes ``tests/data/patterns.json``: for each pattern, strings that match it and strings that do
not match it, according to ``java.util.regex.Pattern.matches``.
"""

from __future__ import annotations

import base64
import json
import random
import re
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from helpers.folders import DATA
from helpers.samples import SERVICES, service_model
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from sagemaker_typed._schema.patterns import translated, untranslatable

PATTERNS: Final = DATA / "patterns.json"
MOST_STEPS: Final = 2_000_000
SPECIAL: Final = (
    "aZ09 -_./:\n\r\t\x0b\x0c\x85\xa0\u2028\u2029éß日٣Ⅷ€\u0301\u200b\ud7ff\ue000\ufffd\ufffe"
    "😀\U00010000\U0010ffff\x00\x7f!$@+=%&*[]^~'\"<ªµ²①\u00ad"
)
TEXTS: Final = (
    *(
        "",
        "a",
        "A-1",
        "a\n",
        "a\r\n",
        "\n",
        "a b",
        "1.0",
        "-",
        "a-",
        "None",
        "é",
        "日本語 テキスト",
    ),
    *(
        "a😀b",
        "10.0.0.0/8",
        "::1/128",
        "ip-10-0-0-1.ec2",
        "Mon:01:30",
        " ",
        " a ",
        "a\x85",
        "\u2028",
    ),
    *("arn:aws:sagemaker:us-east-1:123456789012:model/x", "s3://b/k", "https://a/b", "abc"),
)
# Hypothesis cannot generate strings for patterns with a lookahead.
ALWAYS: Final = ("arn:aws:cloudformation:us-east-1:123456789012:stack/a/b", "https://a.b/c")
JAVA: Final = """
import java.nio.charset.StandardCharsets;
import java.nio.file.*;
import java.util.*;
import java.util.regex.*;

public class Oracle {
  record Text(String text, long[] steps) implements CharSequence {
    public char charAt(int i) {
      if (--steps[0] < 0) throw new IllegalStateException();
      return text.charAt(i);
    }
    public int length() { return text.length(); }
    public CharSequence subSequence(int a, int b) { return text.substring(a, b); }
    public String toString() { return text; }
  }
  static String read(String encoded) {
    return new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
  }
  public static void main(String[] args) throws Exception {
    for (String line : Files.readAllLines(Path.of(args[0]))) {
      String[] parts = line.split(" ", -1);
      Text text = new Text(read(parts[1]), new long[] {Long.parseLong(args[1])});
      try {
        System.out.println(Pattern.compile(read(parts[0])).matcher(text).matches());
      } catch (IllegalStateException e) {
        System.out.println("undecided");
      }
    }
  }
}
"""


def bounds_by_pattern() -> dict[str, set[tuple[int, int]]]:
    """Return the patterns that are checked, with the length constraints of their shapes."""
    found: defaultdict[str, set[tuple[int, int]]] = defaultdict(set)
    for model in map(service_model, SERVICES):
        for name in model.shape_names:
            metadata: dict[str, Any] = model.shape_for(name).metadata
            if "pattern" in metadata and not untranslatable(metadata["pattern"]):
                found[metadata["pattern"]].add((metadata.get("min", 0), metadata.get("max", 2000)))
    return found


def matching(pattern: str, shortest: int, longest: int) -> list[str]:
    """Return strings that match the translated pattern; Java decides whether they match."""
    found: list[str] = []
    expression = re.compile(translated(pattern, "é日😀٣"), re.ASCII)

    @settings(
        max_examples=8,
        database=None,
        deadline=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
    )
    @given(
        st.from_regex(expression, fullmatch=True).filter(
            lambda text: shortest <= len(text) <= longest
        )
    )
    def collect(text: str) -> None:
        found.append(text)

    try:
        collect()
    except Exception as error:  # noqa: BLE001 - the fixed strings may match
        print(f"{pattern}: {type(error).__name__}", file=sys.stderr)
    return sorted(set(found), key=len)[:2]


def texts(pattern: str, bounds: set[tuple[int, int]], chance: random.Random) -> Iterator[str]:
    """Yield strings that match, and slightly changed ones."""
    for shortest, longest in sorted(bounds):
        for text in (*matching(pattern, shortest, longest), *ALWAYS, *chance.sample(TEXTS, 5)):
            # Skip long strings, for which a backtracking expression could take too long.
            if len(text) > 120 and shortest < 120:
                continue
            yield text
            place, other = chance.randrange(len(text) + 1), chance.choice(SPECIAL)
            yield text[:place] + other + text[place:]
            yield text[:place] + other + text[place + 1 :]
            yield text + chance.choice(("\n", "\r\n", "\x85", "\n\n", " ", other))


def main() -> None:
    """Match the strings with Java and write the results."""
    chance = random.Random(0)
    rows = [
        (pattern, text)
        for pattern, bounds in sorted(bounds_by_pattern().items())
        for text in dict.fromkeys(texts(pattern, bounds, chance))
        if not any("\ud800" <= character <= "\udfff" for character in text)
    ]
    with tempfile.TemporaryDirectory() as folder:
        source, asked = Path(folder, "Oracle.java"), Path(folder, "asked.txt")
        source.write_text(JAVA)
        encoded = (" ".join(base64.b64encode(s.encode()).decode() for s in row) for row in rows)
        asked.write_text("\n".join(encoded))
        done = subprocess.run(
            ["java", "-Xss64m", source, asked, str(MOST_STEPS)],
            capture_output=True,
            text=True,
            check=True,
        )
    said: dict[str, dict[str, list[str]]] = {}
    for (pattern, text), answer in zip(rows, done.stdout.split(), strict=True):
        if answer != "undecided":
            by_answer = said.setdefault(pattern, {"true": [], "false": []})
            by_answer[answer].append(text)
    PATTERNS.write_text(json.dumps(said, indent=0, sort_keys=True) + "\n")


if __name__ == "__main__":
    main()
