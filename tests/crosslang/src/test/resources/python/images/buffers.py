"""`io.drua.bridge.ImageBuffer`: pixels of Java as arrays, and arrays as pixels of Java."""

from drua import ConversionError

ImageBuffer = jimport("io.drua.bridge.ImageBuffer")
PixelType = jimport("io.drua.bridge.PixelType")
ByteBuffer = jimport("java.nio.ByteBuffer")


def test_a_direct_buffer_is_seen_in_place():
    memory = ByteBuffer.allocateDirect(24)
    pixels = np.asarray(ImageBuffer.ofDirect(memory, PixelType.UINT16, 3, 4))
    assert pixels.shape == (3, 4)
    assert pixels.dtype == np.uint16
    pixels[0, 0] = 0x0102
    assert sorted([memory.get(0), memory.get(1)]) == [1, 2]


def test_the_array_keeps_the_memory():
    pixels = np.asarray(ImageBuffer.ofDirect(ByteBuffer.allocateDirect(1 << 20), PixelType.UINT8, 1 << 20))
    pixels[:] = 7
    for _ in range(3):
        jimport("java.lang.System").gc()
        ByteBuffer.allocateDirect(1 << 20)
    assert (pixels == 7).all()


def test_a_heap_array_is_copied_and_says_so():
    buffer = ImageBuffer.ofArray(array("short", [1, -1]), PixelType.UINT16, 2)
    assert np.asarray(buffer).tolist() == [1, 65535]
    with raises(ValueError, "heap", "copy"):
        np.array(buffer, copy=False)


def test_a_read_only_buffer_gives_a_read_only_array():
    buffer = ImageBuffer.ofDirect(ByteBuffer.allocateDirect(4), PixelType.UINT8, 4).readOnly()
    assert not np.asarray(buffer).flags.writeable


def test_an_address_is_of_memory_only():
    with raises(ConversionError, "heap"):
        ImageBuffer.ofArray(array("byte", 4), PixelType.UINT8, 4).address()
    closed = ImageBuffer.ofDirect(ByteBuffer.allocateDirect(4), PixelType.UINT8, 4)
    closed.close()
    with raises(jimport("io.drua.bridge.StaleHandleException"), "closed"):
        closed.address()
