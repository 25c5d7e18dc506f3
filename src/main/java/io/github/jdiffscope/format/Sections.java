package io.github.jdiffscope.format;

/** Receives the description of one artifact. */
public interface Sections {

  /** Adds a section; order of addition is order of display. */
  void add(Section section);

  /** Adds a sentence about this artifact: damage found, a part that cannot be shown and why. */
  void comment(String sentence);
}
