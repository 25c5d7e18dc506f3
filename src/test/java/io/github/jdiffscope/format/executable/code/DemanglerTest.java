package io.github.jdiffscope.format.executable.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DemanglerTest {
  @Test
  void rustNamesLoseTheirHash() {
    String name = "_ZN4core3fmt9Formatter3pad17h0123456789abcdefE";
    assertThat(Demangler.demangle(name)).isEqualTo("core::fmt::Formatter::pad");
    assertThat(Demangler.stable(name)).isEqualTo(Demangler.stable(name.replace("abcdef", "fedcba")));
    assertThat(Demangler.demangle("_ZN50_$LT$T$u20$as$u20$core..convert..Into$LT$U$GT$$GT$4into17h0123456789abcdefE"))
        .isEqualTo("<T as core::convert::Into<U>>::into");
  }

  @Test
  void newerRustNamesAreRead() {
    assertThat(Demangler.demangle("_RNvMNtNtCsjrHSEGnQ3l9_3std3net3tcpNtB2_9TcpStream10local_addr"))
        .isEqualTo("<std::net::tcp::TcpStream>::local_addr");
    assertThat(Demangler.demangle("_RINvNtC3std3mem8align_ofhE")).isEqualTo("std::mem::align_of::<u8>");
    assertThat(Demangler.demangle("_RNqCs4fqI2P2rA04_11utf8_identsu30____7hkackfecea1cbdathfdh9hlq6y"))
        .isEqualTo("utf8_idents::საჭმელად_გემრიელი_სადილი");
    assertThat(Demangler.stable("_RNvCsjrHSEGnQ3l9_3std4main")).isEqualTo(Demangler.stable("_RNvCs8NwYtU1Mohg_3std4main"));
  }

  @Test
  void cppNamesAreDeclarations() {
    assertThat(Demangler.demangle("_ZN3foo3barEv")).isEqualTo("foo::bar()");
    assertThat(Demangler.demangle("_ZN3foo5ThingC1Ei")).isEqualTo("foo::Thing::Thing(int)");
    assertThat(Demangler.demangle("_ZN5ThingD2Ev")).isEqualTo("Thing::~Thing()");
    assertThat(Demangler.demangle("_Z1fPFivERA3_KcM1AKFvfE")).isEqualTo("f(int (*)(), char const (&) [3], void (A::*)(float) const)");
    assertThat(Demangler.demangle("_ZSt4moveIRiEONSt16remove_referenceIT_E4typeEOS2_"))
        .isEqualTo("std::remove_reference<int&>::type&& std::move<int&>(int&)");
    assertThat(Demangler.demangle("_ZNK1AcvbEv.part.0.cold")).isEqualTo("A::operator bool() const [clone .part.0] [clone .cold]");
  }

  /** All names the C++ library exports, and the variants of each that a single wrong letter makes. */
  @Test
  void cppNamesAgreeWithTheRealDemangler() throws Exception {
    Path library = Path.of("/usr/lib/x86_64-linux-gnu/libstdc++.so.6");
    Path nm = Path.of("/usr/bin/nm");
    Path filter = Path.of("/usr/bin/c++filt");
    assumeTrue(Files.exists(library) && Files.isExecutable(nm) && Files.isExecutable(filter));
    List<String> names = run("", nm.toString(), "--dynamic", "--format=just-symbols", library.toString()).stream()
        .map(name -> name.replaceFirst("@.*", "")).filter(name -> name.startsWith("_Z")).distinct().toList();
    List<String> theirs = run(String.join("\n", names) + "\n", filter.toString());
    assertThat(names).hasSizeGreaterThan(1000);
    assertThat(names.stream().map(Demangler::demangle)).containsExactlyElementsOf(theirs);
    Random random = new Random(6);
    for (String name : names) {
      StringBuilder wrong = new StringBuilder(name);
      wrong.setCharAt(2 + random.nextInt(name.length() - 2), name.charAt(random.nextInt(name.length())));
      assertThat(Demangler.demangle(wrong.toString())).isNotEmpty();
    }
  }

  private static List<String> run(String input, String... command) throws Exception {
    Path in = Files.writeString(Files.createTempFile("names", ".txt"), input);
    try {
      Process process = new ProcessBuilder(command).redirectInput(in.toFile()).start();
      List<String> lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines().toList();
      assertThat(process.waitFor()).isZero();
      return lines;
    } finally {
      Files.delete(in);
    }
  }

  @Test
  void whatIsNotUnderstoodStays() {
    assertThat(Demangler.demangle("main")).isEqualTo("main");
    assertThat(Demangler.demangle("_ZN99")).isEqualTo("_ZN99");
    assertThat(Demangler.demangle("_ZNSt6vectorIiE")).isEqualTo("_ZNSt6vectorIiE");
    assertThat(Demangler.stable("_ZN3foo3barEv")).isEqualTo("_ZN3foo3barEv");
  }
}
