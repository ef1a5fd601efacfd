"""Scripts in several languages, with parameters and outputs."""

import imagej

ij = imagej.init()

macro = """
#@ String name
#@ int count
#@output String message
message = "";
for (i = 0; i < count; i++) message = message + name + " ";
"""
result = ij.py.run_script("ijm", macro, {"name": "cell", "count": 3})
print(result["message"])
assert result["message"].strip() == "cell cell cell"

python = """
#@ Integer (value=4) size
#@output total
import numpy as np
total = int(np.arange(size).sum())
"""
assert ij.py.run_script("python", python)["total"] == 6
assert ij.py.run_script("py", python, {"size": 5})["total"] == 10

# What isn't here says so.
try:
    ij.py.run_script("no-such-language", "1 + 1")
except (ValueError, AttributeError) as error:
    print(f"as it should: {error}")
else:
    raise AssertionError("an unknown language ran")

# The same for what needs ImageJ2: the message says what to use.
if not hasattr(ij, "op"):
    try:
        ij.op()
    except AttributeError as error:
        print(f"{error}: {error.hint}")
        assert "ImageJ2" in str(error)
    try:
        ij.py.to_dataset([[1]])
    except imagej.MissingImageJ2Error as error:
        assert "to_imageplus" in error.hint
