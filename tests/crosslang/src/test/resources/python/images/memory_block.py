"""`io.drua.bridge.MemoryBlock`: its bounds, and who keeps the memory."""

from drua import ConversionError

MemoryBlock = jimport("io.drua.bridge.MemoryBlock")
PixelType = jimport("io.drua.bridge.PixelType")


def mapped(number):
    """Say whether a block is there."""
    try:
        MemoryBlock.ofNumber(number).close()
    except jimport("io.drua.bridge.StaleHandleException"):
        return False
    return True


def test_bytes_are_counted_while_they_are_mapped():
    block = MemoryBlock.allocate(1 << 20)
    assert MemoryBlock.mappedBytes() >= 1 << 20
    number = block.number()
    assert mapped(number)
    block.close()
    assert not mapped(number)


def test_a_closed_block_stays_while_there_are_views():
    block = MemoryBlock.allocate(1000)
    pixels = np.asarray(block.image(PixelType.UINT16, 500))
    buffer = block.buffer(10, 20)
    block.close()
    assert block.isClosed()
    pixels[5] = 0x0101
    assert buffer.get(0) == 1
    for attempt in (block.address, lambda: block.buffer(0, 1), lambda: block.image(PixelType.UINT8, 1), block.share):
        with raises(jimport("io.drua.bridge.StaleHandleException"), "closed"):
            attempt()


def test_blocks_know_their_bounds():
    block = MemoryBlock.allocate(10)
    for offset, length in ((-1, 1), (0, 11), (10, 1), (5, -1)):
        with raises(ConversionError, "not in a block"):
            block.buffer(offset, length)
    assert block.buffer(10, 0).remaining() == 0
    with raises(ConversionError, "not in a block"):
        block.image(PixelType.UINT16, 6)
    empty = MemoryBlock.allocate(0)
    assert np.asarray(empty.image(PixelType.FLOAT32, 0, 7)).shape == (0, 7)
