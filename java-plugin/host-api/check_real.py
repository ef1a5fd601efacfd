"""Compares the declarations of this module with the classes of a real Micro-Manager.

Run by hand, after the module was compiled, when declarations change or Micro-Manager does:

    python3 check_real.py MMJ_.jar [more jars or class folders]

Every class, supertype, method and constant that is declared here must exist there with the same descriptor and the same
kind (interface or class, abstract or default, static or not). Exits with 1 if one doesn't. Needs a JDK's ``javap``.
"""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

OURS = Path(__file__).resolve().parent / "target" / "classes"
HEAD = re.compile(r"^(?:Compiled from .*\n)?(?P<words>(?:[a-z]+ )*)(?P<kind>interface|class) (?P<name>[\w.$]+)(?P<rest>.*)\{$", re.M)


@dataclass
class Declared:
    """What javap says of one class; members by name and descriptor."""

    kind: str
    supertypes: list[str]
    members: dict[str, tuple[str, ...]] = field(default_factory=dict)


def erased(types: str) -> list[str]:
    """The names in a list of types, without their type arguments."""
    while "<" in types:
        types = re.sub(r"<[^<>]*>", "", types)
    return [name for name in re.split(r"[\s,]+", types) if name not in ("", "extends", "implements")]


def read(class_path: str, names: list[str]) -> dict[str, Declared]:
    """The public parts of classes; those that the class path lacks are left out."""
    command = ["javap", "-cp", class_path, "-public", "-s", "-constants", *names]
    text = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    found = {}
    for block in re.split(r"^\}$", text, flags=re.M):
        head = HEAD.search(block)
        if head is None:
            continue
        kind = "enum" if "java.lang.Enum<" in head["rest"] else head["kind"]
        declared = Declared(kind, erased(head["rest"]))
        for line, descriptor in re.findall(r"^  (\S.*);\n    descriptor: (\S+)$", block[head.end() :], re.M):
            words, _, constant = line.partition(" = ")
            before, parenthesis, _ = words.partition("(")
            member = before.split()[-1]
            flags = [word for word in before.split()[:-1] if word in ("static", "abstract", "default")]
            if not parenthesis and constant:
                flags.append("= " + constant)
            declared.members[member + (" " if not parenthesis else "") + descriptor] = tuple(flags)
        found[head["name"]] = declared
    return found


def main(real: list[str]) -> int:
    files = [file for file in OURS.rglob("*.class") if file.stem != "package-info"]
    names = sorted(".".join(file.relative_to(OURS).with_suffix("").parts) for file in files)
    if not names or not real:
        print(__doc__)
        return 2
    ours = read(str(OURS), names)
    theirs = read(":".join(real), names)
    wrong = []

    def member_of(name: str, member: str) -> tuple[str, ...] | None:
        """A member of a real class or of what it inherits from."""
        declared = theirs.get(name) or read(":".join(real), [name]).get(name)
        if declared is None:
            return None
        theirs[name] = declared
        if member in declared.members:
            return declared.members[member]
        for above in declared.supertypes:
            inherited = member_of(above, member)
            if inherited is not None:
                return inherited
        return None

    for name, mine in sorted(ours.items()):
        if name not in theirs:
            wrong.append(f"{name}: no such class")
            continue
        if mine.kind != theirs[name].kind:
            wrong.append(f"{name}: {mine.kind} here, {theirs[name].kind} there")
        for above in mine.supertypes:
            if above not in theirs[name].supertypes:
                wrong.append(f"{name}: not a {above} there")
        for member, flags in mine.members.items():
            their_flags = member_of(name, member)
            if their_flags is None:
                wrong.append(f"{name}: no {member} there")
            elif their_flags != flags:
                wrong.append(f"{name}: {member} is {' '.join(flags)} here, {' '.join(their_flags)} there")
    print("\n".join(wrong))
    print(f"{len(ours)} classes, {sum(len(each.members) for each in ours.values())} members, {len(wrong)} differences")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
