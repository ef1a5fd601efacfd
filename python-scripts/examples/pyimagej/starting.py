"""Starting: every way of calling `imagej.init` attaches to the ImageJ that is open."""

import imagej
import scyjava

ij = imagej.init()
print(f"attached to ImageJ {ij.getVersion()}, Java {'.'.join(map(str, scyjava.jvm_version()))}")
assert ij.IJ.getVersion().startswith("1.")
assert scyjava.jvm_started()

# Version, path, endpoint and mode say what PyImageJ would start. Here they are ignored, and it is the same ImageJ.
for again in (
    imagej.init("2.14.0"),
    imagej.init("sc.fiji:fiji", mode="interactive"),
    imagej.init("/opt/Fiji.app", add_legacy=True, mode=imagej.Mode.GUI),
    imagej.init(["net.imagej:imagej", "net.imagej:imagej-legacy"]),
):
    assert again.IJ is ij.IJ
    assert again.legacy.isActive()
print("four more calls gave the same ImageJ")

started = []
imagej.when_imagej_starts(lambda gateway: started.append(gateway.getVersion()))
imagej.init()
assert started == [ij.getVersion()]

print(f"Java uses {scyjava.memory_used() // 2**20} of {scyjava.memory_max() // 2**20} MiB")
assert 0 < scyjava.memory_used() < scyjava.memory_max()

# A script that ends its Java ends nothing here.
scyjava.shutdown_jvm()
assert ij.IJ.getVersion().startswith("1.")
