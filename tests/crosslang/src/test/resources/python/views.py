"""Ways in which a routine can keep the pixels that it was lent."""

import gc
import pickle
import threading
import time

import numpy as np

kept = []


def add_one(image):
    image += 1


def keep_image(image):
    image += 1
    kept.append(image)


def keep_slice(image):
    image += 1
    kept.append(image[1:3, ::2])


def keep_two_views(image):
    image += 1
    kept.append(image.reshape(-1)[4:])
    kept.append(image.T)


def keep_memoryview(image):
    image += 1
    kept.append(memoryview(image))


def keep_in_ctypes(image):
    image += 1
    # Takes the address, and keeps the array as an attribute only.
    kept.append(np.ctypeslib.as_ctypes(image))


def keep_in_buffer(image):
    image += 1
    kept.append(pickle.PickleBuffer(image))


def keep_with_other_memory(image):
    image += 1
    image.__setstate__((1, (3,), np.dtype(np.uint16), False, bytes([1, 0, 2, 0, 3, 0])))
    kept.append(image)


class Node:
    pass


def keep_in_cycle(image):
    image += 1
    node = Node()
    node.self = node
    node.image = image[:]


def keep_in_kept_cycle(image):
    image += 1
    node = Node()
    node.self = node
    node.image = image[:]
    kept.append(node)


def keep_in_exception(image):
    image += 1
    try:
        local = image[0]
        raise ValueError(len(local))
    except ValueError as error:
        kept.append(error)


def raise_with_image(image):
    image += 1
    raise ValueError("the routine failed", image)


def keep_in_generator(image):
    image += 1

    def rows(pixels):
        for row in pixels:
            yield int(row[0])

    generator = rows(image)
    next(generator)
    kept.append(generator)


def keep_in_closure(image):
    image += 1
    kept.append(lambda: int(image[0, 0]))


def return_itself(image):
    image += 1
    return image


def return_derived(image):
    image += 1
    return image[::2, 1:]


def return_in_list(image):
    image += 1
    return [image[0], image.max()]


def return_in_dict(image):
    image += 1
    return {"row": image[1]}


def return_cycle(image):
    image += 1
    cycle = [image[0]]
    cycle.append(cycle)
    return cycle


stop = threading.Event()
started = threading.Event()


def keep_in_thread(image):
    image += 1
    stop.clear()
    started.clear()

    def use(pixels):
        started.set()
        while not stop.wait(0.01):
            pixels.sum()

    thread = threading.Thread(target=use, args=(image[:],), daemon=True)
    kept.append(thread)
    thread.start()
    started.wait(10)
    del image


def stop_thread():
    stop.set()
    for thread in kept:
        thread.join(10)
    kept.clear()


def brief_thread(image):
    image += 1
    thread = threading.Thread(target=lambda pixels: time.sleep(0.1), args=(image[:],), daemon=True)
    thread.start()


def forget():
    kept.clear()
    gc.collect()


def first_values():
    return [int(np.asarray(view).reshape(-1)[0]) for view in kept]


def write_kept(value):
    for view in kept:
        np.asarray(view)[...] = value
