package io.github.jdiffscope.format.executable.code;

import static org.assertj.core.api.Assertions.assertThat;

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
  void cppNamesAreQualified() {
    assertThat(Demangler.demangle("_ZN3foo3barEv")).isEqualTo("foo::bar");
    assertThat(Demangler.demangle("_ZN3foo5ThingC1Ei")).isEqualTo("foo::Thing::Thing");
    assertThat(Demangler.demangle("_ZN5ThingD2Ev")).isEqualTo("Thing::~Thing");
  }

  @Test
  void whatIsNotUnderstoodStays() {
    assertThat(Demangler.demangle("main")).isEqualTo("main");
    assertThat(Demangler.demangle("_ZN99")).isEqualTo("_ZN99");
    assertThat(Demangler.demangle("_ZNSt6vectorIiE")).isEqualTo("_ZNSt6vectorIiE");
    assertThat(Demangler.stable("_ZN3foo3barEv")).isEqualTo("_ZN3foo3barEv");
  }
}
