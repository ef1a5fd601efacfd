/** Commands that make shared stacks, and ordinary ones of them. */
package io.drua.fiji.stack.command;
