package io.github.jdiffscope.format.executable.wasm;

import java.util.HashMap;
import java.util.Map;

/**
 * The instructions of WebAssembly 3.0 and what follows them: core, reference types, bulk memory, vectors and relaxed
 * vectors, threads, tail calls, exceptions, garbage collection.
 *
 * <p>Behind a colon stand the immediates: m memory place, i index, f function, g global, y type, l lane, b block type, h heap
 * type, t local, L vector of labels, T vector of types, C handlers, S constant of 16 bytes, c cast, 1 2 3 4 constants of i32,
 * i64, f32, f64, 0 a byte that is zero.
 */
final class WasmOpcodes {
  private static final String ATOMIC_WIDTHS = "i32.atomic.rmw. i64.atomic.rmw. i32.atomic.rmw8._u i32.atomic.rmw16._u "
      + "i64.atomic.rmw8._u i64.atomic.rmw16._u i64.atomic.rmw32._u";
  /** Names in order from a number on, {@code -} where there is none. */
  private static final String[] CORE = {
      "00 unreachable nop block:b loop:b if:b else try:b catch:i throw:i rethrow:i throw_ref end br:i br_if:i br_table:L return "
          + "call:f call_indirect:yi return_call:f return_call_indirect:yi call_ref:y return_call_ref:y - - delegate:i catch_all "
          + "drop select select:T - - try_table:bC local.get:t local.set:t local.tee:t global.get:g global.set:g table.get:i "
          + "table.set:i - i32.load:m i64.load:m f32.load:m f64.load:m i32.load8_s:m i32.load8_u:m i32.load16_s:m i32.load16_u:m "
          + "i64.load8_s:m i64.load8_u:m i64.load16_s:m i64.load16_u:m i64.load32_s:m i64.load32_u:m i32.store:m i64.store:m "
          + "f32.store:m f64.store:m i32.store8:m i32.store16:m i64.store8:m i64.store16:m i64.store32:m memory.size:i "
          + "memory.grow:i i32.const:1 i64.const:2 f32.const:3 f64.const:4 i32.eqz i32.eq i32.ne i32.lt_s i32.lt_u i32.gt_s "
          + "i32.gt_u i32.le_s i32.le_u i32.ge_s i32.ge_u i64.eqz i64.eq i64.ne i64.lt_s i64.lt_u i64.gt_s i64.gt_u i64.le_s "
          + "i64.le_u i64.ge_s i64.ge_u f32.eq f32.ne f32.lt f32.gt f32.le f32.ge f64.eq f64.ne f64.lt f64.gt f64.le f64.ge "
          + "i32.clz i32.ctz i32.popcnt i32.add i32.sub i32.mul i32.div_s i32.div_u i32.rem_s i32.rem_u i32.and i32.or i32.xor "
          + "i32.shl i32.shr_s i32.shr_u i32.rotl i32.rotr i64.clz i64.ctz i64.popcnt i64.add i64.sub i64.mul i64.div_s "
          + "i64.div_u i64.rem_s i64.rem_u i64.and i64.or i64.xor i64.shl i64.shr_s i64.shr_u i64.rotl i64.rotr f32.abs f32.neg "
          + "f32.ceil f32.floor f32.trunc f32.nearest f32.sqrt f32.add f32.sub f32.mul f32.div f32.min f32.max f32.copysign "
          + "f64.abs f64.neg f64.ceil f64.floor f64.trunc f64.nearest f64.sqrt f64.add f64.sub f64.mul f64.div f64.min f64.max "
          + "f64.copysign i32.wrap_i64 i32.trunc_f32_s i32.trunc_f32_u i32.trunc_f64_s i32.trunc_f64_u i64.extend_i32_s "
          + "i64.extend_i32_u i64.trunc_f32_s i64.trunc_f32_u i64.trunc_f64_s i64.trunc_f64_u f32.convert_i32_s f32.convert_i32_u "
          + "f32.convert_i64_s f32.convert_i64_u f32.demote_f64 f64.convert_i32_s f64.convert_i32_u f64.convert_i64_s "
          + "f64.convert_i64_u f64.promote_f32 i32.reinterpret_f32 i64.reinterpret_f64 f32.reinterpret_i32 f64.reinterpret_i64 "
          + "i32.extend8_s i32.extend16_s i64.extend8_s i64.extend16_s i64.extend32_s",
      "d0 ref.null:h ref.is_null ref.func:f ref.eq ref.as_non_null br_on_null:i br_on_non_null:i"};
  private static final String REFERENCES = "00 struct.new:y struct.new_default:y struct.get:yi struct.get_s:yi struct.get_u:yi "
      + "struct.set:yi array.new:y array.new_default:y array.new_fixed:yi array.new_data:yi array.new_elem:yi array.get:y "
      + "array.get_s:y array.get_u:y array.set:y array.len array.fill:y array.copy:yy array.init_data:yi array.init_elem:yi "
      + "ref.test:h ref.test_null:h ref.cast:h ref.cast_null:h br_on_cast:c br_on_cast_fail:c any.convert_extern "
      + "extern.convert_any ref.i31 i31.get_s i31.get_u";
  private static final String BULK = "00 i32.trunc_sat_f32_s i32.trunc_sat_f32_u i32.trunc_sat_f64_s i32.trunc_sat_f64_u "
      + "i64.trunc_sat_f32_s i64.trunc_sat_f32_u i64.trunc_sat_f64_s i64.trunc_sat_f64_u memory.init:ii data.drop:i "
      + "memory.copy:ii memory.fill:i table.init:ii elem.drop:i table.copy:ii table.grow:i table.size:i table.fill:i - "
      + "i64.add128 i64.sub128 i64.mul_wide_s i64.mul_wide_u";
  private static final String COMPARED = " %1$s.eq %1$s.ne %1$s.lt_s %1$s.lt_u %1$s.gt_s %1$s.gt_u %1$s.le_s %1$s.le_u "
      + "%1$s.ge_s %1$s.ge_u";
  private static final String FLOATS = " %1$s.eq %1$s.ne %1$s.lt %1$s.gt %1$s.le %1$s.ge";
  private static final String VECTORS = "00 v128.load:m v128.load8x8_s:m v128.load8x8_u:m v128.load16x4_s:m v128.load16x4_u:m "
      + "v128.load32x2_s:m v128.load32x2_u:m v128.load8_splat:m v128.load16_splat:m v128.load32_splat:m v128.load64_splat:m "
      + "v128.store:m v128.const:S i8x16.shuffle:S i8x16.swizzle i8x16.splat i16x8.splat i32x4.splat i64x2.splat f32x4.splat "
      + "f64x2.splat i8x16.extract_lane_s:l i8x16.extract_lane_u:l i8x16.replace_lane:l i16x8.extract_lane_s:l "
      + "i16x8.extract_lane_u:l i16x8.replace_lane:l i32x4.extract_lane:l i32x4.replace_lane:l i64x2.extract_lane:l "
      + "i64x2.replace_lane:l f32x4.extract_lane:l f32x4.replace_lane:l f64x2.extract_lane:l f64x2.replace_lane:l"
      + COMPARED.replace("%1$s", "i8x16") + COMPARED.replace("%1$s", "i16x8") + COMPARED.replace("%1$s", "i32x4")
      + FLOATS.replace("%1$s", "f32x4") + FLOATS.replace("%1$s", "f64x2")
      + " v128.not v128.and v128.andnot v128.or v128.xor v128.bitselect v128.any_true v128.load8_lane:ml v128.load16_lane:ml "
      + "v128.load32_lane:ml v128.load64_lane:ml v128.store8_lane:ml v128.store16_lane:ml v128.store32_lane:ml "
      + "v128.store64_lane:ml v128.load32_zero:m v128.load64_zero:m f32x4.demote_f64x2_zero f64x2.promote_low_f32x4 i8x16.abs "
      + "i8x16.neg i8x16.popcnt i8x16.all_true i8x16.bitmask i8x16.narrow_i16x8_s i8x16.narrow_i16x8_u f32x4.ceil f32x4.floor "
      + "f32x4.trunc f32x4.nearest i8x16.shl i8x16.shr_s i8x16.shr_u i8x16.add i8x16.add_sat_s i8x16.add_sat_u i8x16.sub "
      + "i8x16.sub_sat_s i8x16.sub_sat_u f64x2.ceil f64x2.floor i8x16.min_s i8x16.min_u i8x16.max_s i8x16.max_u f64x2.trunc "
      + "i8x16.avgr_u i16x8.extadd_pairwise_i8x16_s i16x8.extadd_pairwise_i8x16_u i32x4.extadd_pairwise_i16x8_s "
      + "i32x4.extadd_pairwise_i16x8_u i16x8.abs i16x8.neg i16x8.q15mulr_sat_s i16x8.all_true i16x8.bitmask "
      + "i16x8.narrow_i32x4_s i16x8.narrow_i32x4_u i16x8.extend_low_i8x16_s i16x8.extend_high_i8x16_s i16x8.extend_low_i8x16_u "
      + "i16x8.extend_high_i8x16_u i16x8.shl i16x8.shr_s i16x8.shr_u i16x8.add i16x8.add_sat_s i16x8.add_sat_u i16x8.sub "
      + "i16x8.sub_sat_s i16x8.sub_sat_u f64x2.nearest i16x8.mul i16x8.min_s i16x8.min_u i16x8.max_s i16x8.max_u - "
      + "i16x8.avgr_u i16x8.extmul_low_i8x16_s i16x8.extmul_high_i8x16_s i16x8.extmul_low_i8x16_u i16x8.extmul_high_i8x16_u "
      + "i32x4.abs i32x4.neg - i32x4.all_true i32x4.bitmask - - i32x4.extend_low_i16x8_s i32x4.extend_high_i16x8_s "
      + "i32x4.extend_low_i16x8_u i32x4.extend_high_i16x8_u i32x4.shl i32x4.shr_s i32x4.shr_u i32x4.add - - i32x4.sub - - - "
      + "i32x4.mul i32x4.min_s i32x4.min_u i32x4.max_s i32x4.max_u i32x4.dot_i16x8_s - i32x4.extmul_low_i16x8_s "
      + "i32x4.extmul_high_i16x8_s i32x4.extmul_low_i16x8_u i32x4.extmul_high_i16x8_u i64x2.abs i64x2.neg - i64x2.all_true "
      + "i64x2.bitmask - - i64x2.extend_low_i32x4_s i64x2.extend_high_i32x4_s i64x2.extend_low_i32x4_u "
      + "i64x2.extend_high_i32x4_u i64x2.shl i64x2.shr_s i64x2.shr_u i64x2.add - - i64x2.sub - - - i64x2.mul i64x2.eq i64x2.ne "
      + "i64x2.lt_s i64x2.gt_s i64x2.le_s i64x2.ge_s i64x2.extmul_low_i32x4_s i64x2.extmul_high_i32x4_s "
      + "i64x2.extmul_low_i32x4_u i64x2.extmul_high_i32x4_u f32x4.abs f32x4.neg - f32x4.sqrt f32x4.add f32x4.sub f32x4.mul "
      + "f32x4.div f32x4.min f32x4.max f32x4.pmin f32x4.pmax f64x2.abs f64x2.neg - f64x2.sqrt f64x2.add f64x2.sub f64x2.mul "
      + "f64x2.div f64x2.min f64x2.max f64x2.pmin f64x2.pmax i32x4.trunc_sat_f32x4_s i32x4.trunc_sat_f32x4_u "
      + "f32x4.convert_i32x4_s f32x4.convert_i32x4_u i32x4.trunc_sat_f64x2_s_zero i32x4.trunc_sat_f64x2_u_zero "
      + "f64x2.convert_low_i32x4_s f64x2.convert_low_i32x4_u i8x16.relaxed_swizzle i32x4.relaxed_trunc_f32x4_s "
      + "i32x4.relaxed_trunc_f32x4_u i32x4.relaxed_trunc_f64x2_s_zero i32x4.relaxed_trunc_f64x2_u_zero f32x4.relaxed_madd "
      + "f32x4.relaxed_nmadd f64x2.relaxed_madd f64x2.relaxed_nmadd i8x16.relaxed_laneselect i16x8.relaxed_laneselect "
      + "i32x4.relaxed_laneselect i64x2.relaxed_laneselect f32x4.relaxed_min f32x4.relaxed_max f64x2.relaxed_min "
      + "f64x2.relaxed_max i16x8.relaxed_q15mulr_s i16x8.relaxed_dot_i8x16_i7x16_s i32x4.relaxed_dot_i8x16_i7x16_add_s";
  private static final String[] THREADS = {"00 memory.atomic.notify:m memory.atomic.wait32:m memory.atomic.wait64:m "
      + "atomic.fence:0", "10 i32.atomic.load:m i64.atomic.load:m i32.atomic.load8_u:m i32.atomic.load16_u:m "
      + "i64.atomic.load8_u:m i64.atomic.load16_u:m i64.atomic.load32_u:m i32.atomic.store:m i64.atomic.store:m "
      + "i32.atomic.store8:m i32.atomic.store16:m i64.atomic.store8:m i64.atomic.store16:m i64.atomic.store32:m"};
  private static final Map<Integer, String> NAMES = new HashMap<>();

  static {
    for (String run : CORE) {
      read(0, run);
    }
    read(0xFB, REFERENCES);
    read(0xFC, BULK);
    read(0xFD, VECTORS);
    for (String run : THREADS) {
      read(0xFE, run);
    }
    int next = 0x1E;
    for (String operation : new String[] {"add", "sub", "and", "or", "xor", "xchg", "cmpxchg"}) {
      for (String width : ATOMIC_WIDTHS.split(" ")) {
        boolean narrow = width.endsWith("_u");
        String name = narrow ? width.replace("_u", "") + operation + "_u" : width + operation;
        NAMES.put(0xFE << 16 | next++, name + ":m");
      }
    }
  }

  private WasmOpcodes() {}

  private static void read(int prefix, String run) {
    String[] words = run.split(" ");
    int number = Integer.parseInt(words[0], 16);
    for (int i = 1; i < words.length; i++, number++) {
      if (!words[i].equals("-")) {
        NAMES.put(prefix << 16 | number, words[i]);
      }
    }
  }

  /**
   * Returns the name of an instruction and its immediates, null if there is none such.
   *
   * @param prefix 0 or the first byte
   */
  static String name(int prefix, long number) {
    return number < 0 || number > 0xFFFF ? null : NAMES.get(prefix << 16 | (int) number);
  }
}
