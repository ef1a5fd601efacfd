/**
 * Files whose pixels lie in one piece, read as far as their headers: where the pixels are, of what type and in which
 * order. {@link io.drua.fiji.stack.file.StackFile} says so, and memory of the file can then be mapped as it is. Nothing
 * here reads pixels. What a header claims is checked against the file before it is believed.
 */
package io.drua.fiji.stack.file;
