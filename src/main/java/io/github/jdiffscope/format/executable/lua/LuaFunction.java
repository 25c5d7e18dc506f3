package io.github.jdiffscope.format.executable.lua;

import java.util.List;

/**
 * A function of a compiled chunk.
 *
 * @param constants as Lua writes them
 * @param lines the table of lines: the line of each instruction, or as stored
 * @param locals names of local variables, in order
 */
record LuaFunction(String source, long firstLine, long lastLine, int parameters, int vararg, int stack, int[] code,
    List<String> constants, List<LuaFunction> functions, List<String> upvalues, String lines, List<String> locals) {}
