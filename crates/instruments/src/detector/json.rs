//! A reader of JSON for files people bring: small, total, and able to say where a file is broken.

use hillside_core::nearest_double;

/// How deep lists and records may lie in one another; a run is three deep.
const DEEPEST: usize = 16;

/// A JSON value.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Json {
    Null,
    Truth(bool),
    Number(f64),
    Text(String),
    List(Vec<Json>),
    /// Names and values in the file's order.
    Record(Vec<(String, Json)>),
}

impl Json {
    /// Reads a whole text.
    ///
    /// # Errors
    ///
    /// One sentence: what is expected, and on which line.
    pub(super) fn read(text: &str) -> Result<Self, String> {
        // Some programs write a mark of byte order at the front of every file.
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut reader = Reader { text, at: 0 };
        let value = reader.value(0)?;
        reader.blank();
        if reader.at < text.len() {
            return Err(reader.refuse("nothing more is expected"));
        }
        Ok(value)
    }

    /// The value of a record's member; `None` where there is none or this is no record.
    pub(super) fn member(&self, name: &str) -> Option<&Self> {
        match self {
            // Of members with one name the last counts, as in every browser.
            Self::Record(members) => members.iter().rev().find(|(known, _)| known == name).map(|(_, v)| v),
            _ => None,
        }
    }

    /// The numbers of a list of finite numbers alone.
    pub(super) fn numbers(&self) -> Option<Vec<f64>> {
        let Self::List(list) = self else { return None };
        list.iter().map(|item| if let Self::Number(number) = item { Some(*number) } else { None }).collect()
    }
}

struct Reader<'a> {
    text: &'a str,
    /// A byte offset, always between characters.
    at: usize,
}

impl Reader<'_> {
    fn refuse(&self, expected: &str) -> String {
        let line = self.text[..self.at].matches('\n').count() + 1;
        let seen = match self.text[self.at..].chars().next() {
            Some(c) if !c.is_control() => format!("“{c}”"),
            Some(_) => "something unreadable".to_owned(),
            None => "the end of the file".to_owned(),
        };
        format!("The file is not JSON: on line {line}, before {seen}, {expected}.")
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn blank(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    /// Whether the text goes on with `word`, which is then passed.
    fn takes(&mut self, word: &str) -> bool {
        let goes = self.text[self.at..].starts_with(word);
        if goes {
            self.at += word.len();
        }
        goes
    }

    fn value(&mut self, depth: usize) -> Result<Json, String> {
        if depth > DEEPEST {
            return Err(self.refuse("no more lists within lists can be read"));
        }
        self.blank();
        match self.peek() {
            Some(b'{') => self.record(depth),
            Some(b'[') => self.list(depth),
            Some(b'"') => Ok(Json::Text(self.string()?)),
            Some(b'-' | b'0'..=b'9') => self.number(),
            _ if self.takes("true") => Ok(Json::Truth(true)),
            _ if self.takes("false") => Ok(Json::Truth(false)),
            _ if self.takes("null") => Ok(Json::Null),
            _ => Err(self.refuse("a value is expected")),
        }
    }

    fn list(&mut self, depth: usize) -> Result<Json, String> {
        self.at += 1;
        let mut list = Vec::new();
        self.blank();
        if self.takes("]") {
            return Ok(Json::List(list));
        }
        loop {
            list.push(self.value(depth + 1)?);
            self.blank();
            if self.takes("]") {
                return Ok(Json::List(list));
            }
            if !self.takes(",") {
                return Err(self.refuse("a comma or ] is expected"));
            }
        }
    }

    fn record(&mut self, depth: usize) -> Result<Json, String> {
        self.at += 1;
        let mut members = Vec::new();
        self.blank();
        if self.takes("}") {
            return Ok(Json::Record(members));
        }
        loop {
            self.blank();
            if self.peek() != Some(b'"') {
                return Err(self.refuse("a name in quotes is expected"));
            }
            let name = self.string()?;
            self.blank();
            if !self.takes(":") {
                return Err(self.refuse("a colon is expected"));
            }
            members.push((name, self.value(depth + 1)?));
            self.blank();
            if self.takes("}") {
                return Ok(Json::Record(members));
            }
            if !self.takes(",") {
                return Err(self.refuse("a comma or } is expected"));
            }
        }
    }

    fn string(&mut self) -> Result<String, String> {
        self.at += 1;
        let mut string = String::new();
        loop {
            let Some(c) = self.text[self.at..].chars().next() else {
                return Err(self.refuse("a closing quote is expected"));
            };
            match c {
                '"' => {
                    self.at += 1;
                    return Ok(string);
                }
                '\\' => {
                    self.at += 1;
                    string.push(self.escaped()?);
                }
                c if c < ' ' => return Err(self.refuse("a closing quote is expected")),
                c => {
                    self.at += c.len_utf8();
                    string.push(c);
                }
            }
        }
    }

    fn escaped(&mut self) -> Result<char, String> {
        let c = match self.peek() {
            Some(b'n') => '\n',
            Some(b't') => '\t',
            Some(b'r') => '\r',
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(c @ (b'"' | b'\\' | b'/')) => char::from(c),
            Some(b'u') => {
                let code = self.text.get(self.at + 1..self.at + 5);
                let code = code.and_then(|digits| u32::from_str_radix(digits, 16).ok());
                let Some(code) = code else {
                    return Err(self.refuse("four hexadecimal digits are expected"));
                };
                self.at += 4;
                // Halves of a pair stand for no character of their own; no name here has one.
                char::from_u32(code).unwrap_or('\u{fffd}')
            }
            _ => return Err(self.refuse("\\n, \\t, \\\", \\\\ or \\u are expected")),
        };
        self.at += 1;
        Ok(c)
    }

    fn number(&mut self) -> Result<Json, String> {
        let start = self.at;
        while matches!(self.peek(), Some(b'-' | b'+' | b'.' | b'e' | b'E' | b'0'..=b'9')) {
            self.at += 1;
        }
        let digits = &self.text[start..self.at];
        let (negative, size) = match digits.strip_prefix('-') {
            Some(size) => (true, size),
            None => (false, digits),
        };
        let value = if size.starts_with(|c: char| c.is_ascii_digit()) { nearest_double(size) } else { None };
        match value {
            Some(value) if value.is_finite() => Ok(Json::Number(if negative { -value } else { value })),
            _ => {
                self.at = start;
                Err(self.refuse("a finite number is expected"))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_another_program_writes_is_read() {
        let text =
            r#" {"a":[1, -2.5e-3, 0.1], "b\n\"\u00e9": {"c": null, "d": true}, "e": "x/\\", "f": []} "#;
        let read = Json::read(text).unwrap();
        assert_eq!(read.member("a").and_then(Json::numbers), Some(vec![1.0, -2.5e-3, 0.1]));
        assert_eq!(read.member("b\n\"é").and_then(|b| b.member("d")), Some(&Json::Truth(true)));
        assert_eq!(read.member("e"), Some(&Json::Text("x/\\".into())));
        assert_eq!(read.member("f").and_then(Json::numbers), Some(vec![]));
        assert_eq!(read.member("g"), None);
    }

    #[test]
    fn doubles_come_back_bit_for_bit() {
        for value in [0.1, -1.0 / 3.0, 5e-324, f64::MAX, 1e-8, 123_456_789.125, -0.0] {
            let read = Json::read(&format!("[{value}]")).unwrap().numbers().unwrap();
            assert_eq!(read[0].to_bits(), value.to_bits(), "{value}");
        }
    }

    #[test]
    fn a_broken_file_is_refused_with_its_line() {
        let deep = "[".repeat(1000);
        for text in [
            "",
            "{",
            "[1,]",
            "[1 2]",
            "{\"a\"}",
            "{\"a\":1,}",
            "{a:1}",
            "nul",
            "[1e999]",
            "[--1]",
            "[-]",
            "[.5]",
            "\"abc",
            "\"\\x\"",
            "\"\\u12\"",
            "[1] 2",
            "[NaN]",
            &deep,
            "\"\n\"",
            "[\"\\u00e",
            "{\"ä\":ü}",
        ] {
            let refused = Json::read(text).unwrap_err();
            assert!(
                refused.starts_with("The file is not JSON: on line") && refused.ends_with('.'),
                "{refused}"
            );
        }
        assert!(Json::read("[1,\n2,\n3;]").unwrap_err().contains("line 3"));
    }
}
