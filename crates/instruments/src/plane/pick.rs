//! [`Pick`]: what of the table of slopes is looked at.

use crate::settings::Problem;

/// A row, a column or one entry of the table, counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pick {
    /// How one output answers to all inputs.
    Row(usize),
    /// How all outputs answer to one input.
    Column(usize),
    /// How one output answers to one input.
    Entry(usize, usize),
}

impl Pick {
    /// Reads `row 1`, `column 2`, `entry 1 2`, counted from 1, or nothing.
    pub(super) fn read(setting: &str, text: &str, shape: [usize; 2]) -> Result<Option<Self>, Problem> {
        let mut words = text.split_whitespace();
        let Some(kind) = words.next() else { return Ok(None) };
        let numbers: Option<Vec<usize>> =
            words.map(|word| word.parse::<usize>().ok()?.checked_sub(1)).collect();
        let pick = match (kind, numbers.as_deref()) {
            ("row", Some(&[row])) => Some(Self::Row(row)),
            ("column", Some(&[column])) => Some(Self::Column(column)),
            ("entry", Some(&[row, column])) => Some(Self::Entry(row, column)),
            _ => None,
        };
        let [rows, columns] = shape;
        pick.filter(|pick| pick.is_of(shape)).map(Some).ok_or_else(|| {
            let say = format!(
                "pick is nothing, row 1 to row {rows}, column 1 to column {columns}, or entry with a row and a column, \
                 such as entry 1 1."
            );
            Problem::new(setting, say)
        })
    }

    /// As it is typed.
    pub(super) fn text(self) -> String {
        match self {
            Self::Row(row) => format!("row {}", row + 1),
            Self::Column(column) => format!("column {}", column + 1),
            Self::Entry(row, column) => format!("entry {} {}", row + 1, column + 1),
        }
    }

    /// Whether a table of that shape, outputs by inputs, has it.
    pub(super) fn is_of(self, [rows, columns]: [usize; 2]) -> bool {
        match self {
            Self::Row(row) => row < rows,
            Self::Column(column) => column < columns,
            Self::Entry(row, column) => row < rows && column < columns,
        }
    }

    /// Whether an entry is in it.
    pub(super) fn has(self, row: usize, column: usize) -> bool {
        match self {
            Self::Row(own) => own == row,
            Self::Column(own) => own == column,
            Self::Entry(i, j) => [i, j] == [row, column],
        }
    }
}
