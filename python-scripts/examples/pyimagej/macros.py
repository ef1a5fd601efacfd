"""Macros with parameters and results."""

import imagej

ij = imagej.init()

macro = """
#@ String name
#@ int age
#@output String greeting
greeting = name + " is " + age + " years old.";
"""
result = ij.py.run_macro(macro, {"name": "Chuckles", "age": 13})
print(result["greeting"])
assert result["greeting"] == "Chuckles is 13 years old."

# Numbers come back as numbers, text survives quotes and backslashes.
result = ij.py.run_macro(
    """
#@ Double radius
#@ String path
#@output Double area
#@output String copy
#@output Integer length
area = PI * radius * radius;
copy = path;
length = lengthOf(path);
""",
    {"radius": 2.0, "path": 'C:\\data\\"cells" größe'},
)
print(f"area {result['area']:.3f} of {result['copy']}")
assert abs(result["area"] - 12.566) < 1e-3
assert result["copy"] == 'C:\\data\\"cells" größe'
assert result["length"] == len(result["copy"])

assert ij.py.run_macro("return toString(6 * 7);")["result"] == "42"

# A macro that makes an image, which Python then has.
ij.py.run_macro('newImage("ramp", "8-bit ramp", 64, 16, 1);')
active = ij.py.active_imageplus()
assert active is not None and active.getTitle() == "ramp"
print(f"the active image is {active.getTitle()}, {active.shape}")
active.changes = False
active.close()

for broken in ("x = undefinedName + 1;", "x = 1 +;", "return 5;"):
    try:
        ij.py.run_macro(broken)
    except RuntimeError as error:
        print(f"as it should: {error}")
    else:
        raise AssertionError(f"a macro with an error passed: {broken}")
