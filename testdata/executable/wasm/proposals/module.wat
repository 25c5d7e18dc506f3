(module
  (type $p (func (param i32) (result i32)))
  (import "env" "log" (func $log (param i32)))
  (memory 1 2 shared) (table 4 funcref)
  (tag $oops (param i32))
  (elem (i32.const 0) $a $b)
  (global $g (mut i32) (i32.const 11))
  (data (i32.const 8) "hello\00world\00")
  (func $a (export "a") (type $p) local.get 0 i32.const 2 i32.add global.get $g i32.add)
  (func $b (type $p)
    block (result i32) i32.const 1 local.get 0 br_if 0 end
    drop local.get 0 local.get 0 call_indirect (type $p))
  (func $vector (export "vector") (param v128) (result v128)
    local.get 0 v128.const i32x4 1 2 3 4 i32x4.add i8x16.popcnt local.get 0 i8x16.shuffle 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15
    i16x8.extract_lane_u 3 i32x4.splat f32x4.convert_i32x4_u i32x4.trunc_sat_f64x2_u_zero)
  (func (export "bulk") i32.const 0 i32.const 1 i32.const 2 memory.copy i32.const 0 i32.const 1 i32.const 2 memory.fill
    i32.const 5 call $log)
  (func (export "threads") (result i32) i32.const 0 i32.const 1 i32.atomic.rmw8.add_u drop atomic.fence
    i32.const 0 i64.const 1 i64.const 2 i64.atomic.rmw32.cmpxchg_u drop i32.const 0 i32.atomic.load16_u)
  (func (export "tail") (type $p) local.get 0 return_call $a)
  (func (export "thrown") (param i32) try local.get 0 throw $oops catch $oops call $log catch_all end)
  (func (export "saturating") (param f32) (result i64) local.get 0 i64.trunc_sat_f32_u)
  (func (export "reference") (result i32) i32.const 1 table.get 0 ref.is_null ref.func $a drop)
)
