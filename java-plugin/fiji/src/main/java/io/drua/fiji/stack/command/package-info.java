/** Commands that make shared stacks, open files as such, and make ordinary ones of them. */
package io.drua.fiji.stack.command;
