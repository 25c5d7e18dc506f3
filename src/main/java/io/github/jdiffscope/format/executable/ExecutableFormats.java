package io.github.jdiffscope.format.executable;

import io.github.jdiffscope.format.FormatComparator;
import java.util.List;

/** The formats of the family {@code executable}. */
public final class ExecutableFormats {
  private ExecutableFormats() {}

  /** Returns a comparator for each format of the family. */
  public static List<FormatComparator> all() {
    return List.of(new ElfComparator(), StaticLibraryComparator.staticLibrary(),
        StaticLibraryComparator.rustLibrary(), new PythonBytecodeComparator(),
        new PeComparator(), new DotnetComparator(), new WasmComparator(), new MachoComparator(), new UniversalComparator(),
        new LuaComparator(), CompiledUnitComparator.ocaml(), CompiledUnitComparator.haskell(),
        CompiledUnitComparator.pascal(), CompiledUnitComparator.ruby(), new BitcodeComparator(),
        new BeamComparator(), new PortablePdbComparator());
  }
}
