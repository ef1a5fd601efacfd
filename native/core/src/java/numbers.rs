//! Java's numbers by their kinds: ranges, boxes, and the bits in which they are handed over.

use super::classes::category::{
    self, BOOLEAN, BYTE, CHAR, DOUBLE, FIRST_BOX, FLOAT, INT, LONG, SHORT,
};

/// The kind of the box of a primitive kind.
pub(super) fn boxed(primitive: u32) -> u32 {
    primitive - BOOLEAN + FIRST_BOX
}

/// The primitive kind in a box of this kind.
pub(super) fn in_box(boxed: u32) -> u32 {
    boxed - FIRST_BOX + BOOLEAN
}

/// Name of the box of a primitive kind.
pub(super) fn box_name(primitive: u32) -> &'static str {
    match primitive {
        category::BOOLEAN => "java.lang.Boolean",
        category::BYTE => "java.lang.Byte",
        category::CHAR => "java.lang.Character",
        category::SHORT => "java.lang.Short",
        category::INT => "java.lang.Integer",
        category::LONG => "java.lang.Long",
        category::FLOAT => "java.lang.Float",
        _ => "java.lang.Double",
    }
}

/// Whether a number of one primitive type is taken where another is declared, without a cast.
pub(super) fn widens(from: u32, to: u32) -> bool {
    match from {
        BOOLEAN => to == BOOLEAN,
        // char goes to int and wider, byte and short not to char.
        CHAR => to == CHAR || (INT..=DOUBLE).contains(&to),
        _ => to >= from && to != CHAR && (BYTE..=DOUBLE).contains(&to),
    }
}

/// Whether a whole number lies in the range of a kind; floating-point kinds take all.
pub(super) fn holds(kind: u32, value: i64) -> bool {
    match kind {
        BYTE => i8::try_from(value).is_ok(),
        CHAR => u16::try_from(value).is_ok(),
        SHORT => i16::try_from(value).is_ok(),
        INT => i32::try_from(value).is_ok(),
        LONG..=DOUBLE => true,
        _ => false,
    }
}

/// A whole number as the bits of a kind that holds it.
pub(super) fn whole_bits(kind: u32, value: i64) -> u64 {
    match kind {
        FLOAT => u64::from((value as f32).to_bits()),
        DOUBLE => (value as f64).to_bits(),
        _ => value as u64,
    }
}

/// The bits of a number of one kind as those of a wider one.
pub(super) fn widened(from: u32, to: u32, bits: u64) -> u64 {
    match (from, to) {
        (FLOAT, DOUBLE) => f64::from(f32::from_bits(bits as u32)).to_bits(),
        (FLOAT | DOUBLE | BOOLEAN, _) => bits,
        (_, FLOAT | DOUBLE) => whole_bits(to, bits as i64),
        _ => bits,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widening_is_javas() {
        for (from, to) in [
            (BYTE, SHORT),
            (CHAR, INT),
            (INT, FLOAT),
            (LONG, FLOAT),
            (FLOAT, DOUBLE),
        ] {
            assert!(widens(from, to) && !widens(to, from), "{from} to {to}");
        }
        for (from, to) in [
            (BYTE, CHAR),
            (SHORT, CHAR),
            (CHAR, SHORT),
            (BOOLEAN, INT),
            (INT, BOOLEAN),
        ] {
            assert!(!widens(from, to), "{from} to {to}");
        }
    }

    #[test]
    fn widened_numbers_keep_their_value() {
        assert_eq!(widened(INT, DOUBLE, -3_i64 as u64), (-3.0_f64).to_bits());
        assert_eq!(widened(LONG, FLOAT, 5), u64::from(5.0_f32.to_bits()));
        let half = u64::from(0.5_f32.to_bits());
        assert_eq!(widened(FLOAT, DOUBLE, half), 0.5_f64.to_bits());
        assert_eq!(widened(CHAR, INT, 0xFFFF), 0xFFFF);
    }

    #[test]
    fn boxes_follow_the_order_of_the_primitive_kinds() {
        for kind in BOOLEAN..=DOUBLE {
            assert_eq!(in_box(boxed(kind)), kind);
        }
        assert_eq!(boxed(CHAR), category::BOXED_CHAR);
        assert_eq!(boxed(FLOAT), category::BOXED_FLOAT);
        assert_eq!(boxed(DOUBLE), category::LAST_BOX);
    }

    #[test]
    fn ranges_are_javas() {
        assert!(holds(BYTE, -128) && !holds(BYTE, 128));
        assert!(holds(CHAR, 65_535) && !holds(CHAR, -1));
        assert!(holds(INT, i64::from(i32::MIN)) && !holds(INT, 1 << 31));
        assert!(holds(LONG, i64::MIN) && holds(FLOAT, i64::MAX) && !holds(BOOLEAN, 1));
    }
}
