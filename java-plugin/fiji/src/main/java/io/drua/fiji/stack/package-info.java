/**
 * Shared stacks: an ImageJ stack over one block of memory, which Python sees as one array.
 *
 * <p>ImageJ works on arrays of the Java heap, a plane each. {@link io.drua.fiji.stack.SharedStack} lends such arrays
 * and keeps them equal to the block: {@code LentPlanes} knows who has which, {@code LentPlane} writes back what was
 * changed, {@code PlaneMemory} finds a plane in the block, {@code PlanePixels} knows the four types of pixels.
 */
package io.drua.fiji.stack;
