//! A static server for loopback: what `cargo xtask serve` shows a reader, what the page tests
//! open, and what the benchmarks measure.
//!
//! It answers `GET` and `HEAD`, keeps connections open, and hands out nothing outside the folders
//! it was given.

use std::collections::HashMap;
use std::fs;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use std::time::{Duration, UNIX_EPOCH};

/// The page may load what lies beside it, compile WebAssembly, and nothing else.
pub const CONTENT_SECURITY_POLICY: &str = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'";

/// No request of a browser has a longer head.
const LONGEST_HEAD: u64 = 32 * 1024;

/// A connection that says nothing for so long is closed.
const IDLE: Duration = Duration::from_secs(60);

/// What is served, and under which addresses.
#[derive(Clone, Debug)]
pub struct Site {
    folders: Vec<(String, PathBuf)>,
    texts: HashMap<String, String>,
    headers: Vec<(&'static str, String)>,
}

impl Site {
    /// Serves a folder at `/`.
    #[must_use]
    pub fn new(folder: impl Into<PathBuf>) -> Self {
        Self::at("/", folder)
    }

    /// Serves a folder under a path, which begins and ends with a slash: `/course/hillside/`.
    #[must_use]
    pub fn at(path: &str, folder: impl Into<PathBuf>) -> Self {
        Self {
            folders: vec![(path.to_owned(), folder.into())],
            texts: HashMap::new(),
            headers: vec![
                ("Content-Security-Policy", CONTENT_SECURITY_POLICY.to_owned()),
                ("X-Content-Type-Options", "nosniff".to_owned()),
                // A browser may keep a copy, but asks every time whether it is still true.
                ("Cache-Control", "no-cache".to_owned()),
            ],
        }
    }

    /// Serves another folder besides; the longest path that fits wins.
    #[must_use]
    pub fn and(mut self, path: &str, folder: impl Into<PathBuf>) -> Self {
        self.folders.push((path.to_owned(), folder.into()));
        self.folders.sort_by_key(|(path, _)| std::cmp::Reverse(path.len()));
        self
    }

    /// Serves a text that lies in no file, such as somebody else's page with our element in it.
    /// Its path's ending says what it is.
    #[must_use]
    pub fn and_text(mut self, path: &str, text: impl Into<String>) -> Self {
        self.texts.insert(path.to_owned(), text.into());
        self
    }

    /// Isolates the page from other origins, for which browsers give it a clock of microseconds.
    #[must_use]
    pub fn isolated(mut self) -> Self {
        self.headers.push(("Cross-Origin-Opener-Policy", "same-origin".to_owned()));
        self.headers.push(("Cross-Origin-Embedder-Policy", "require-corp".to_owned()));
        self
    }

    /// Says that every file was compressed before it was put into its folder, as servers do that compress once.
    #[must_use]
    pub fn gzipped(mut self) -> Self {
        self.headers.push(("Content-Encoding", "gzip".to_owned()));
        self
    }

    /// Replaces the Content-Security-Policy, for pages that hold other people's code.
    #[must_use]
    pub fn with_policy(mut self, policy: &str) -> Self {
        for (name, value) in &mut self.headers {
            if *name == "Content-Security-Policy" {
                policy.clone_into(value);
            }
        }
        self
    }

    fn answer(&self, request: &Request) -> Answer {
        if !matches!(request.method.as_str(), "GET" | "HEAD") {
            return Answer::text(405, "this server answers GET and HEAD\n").with("Allow", "GET, HEAD");
        }
        let Some(path) = decode_path(&request.target) else {
            return Answer::text(400, "this is not a path\n");
        };
        if let Some(text) = self.texts.get(&path) {
            return Answer {
                status: 200,
                kind: kind(Path::new(&path)),
                body: text.clone().into(),
                headers: vec![],
            };
        }
        let file = self.folders.iter().find_map(|(prefix, folder)| {
            let inside = path.strip_prefix(prefix.as_str())?;
            locate(folder, inside)
        });
        match file {
            None => Answer::text(404, &format!("there is nothing at {path}\n")),
            Some(file) if file.is_dir() && !path.ends_with('/') => {
                let name = path.rsplit('/').next().unwrap_or_default();
                // Relative, so that it holds under any path; links of the page need the slash.
                Answer::text(301, "").with("Location", &format!("{}/", encode(name)))
            }
            Some(file) if file.is_dir() => file_answer(&file.join("index.html"), &path, request),
            Some(file) => file_answer(&file, &path, request),
        }
    }
}

/// The file or folder at a path inside `folder`, if it exists and truly lies there.
fn locate(folder: &Path, inside: &str) -> Option<PathBuf> {
    let mut file = folder.to_path_buf();
    for part in inside.split('/').filter(|part| !part.is_empty() && *part != ".") {
        // A colon or a backslash would name a drive or a folder on some systems.
        if part == ".." || part.contains(['\\', ':']) {
            return None;
        }
        file.push(part);
    }
    // A link may point out of the folder.
    let file = file.canonicalize().ok()?;
    file.starts_with(folder.canonicalize().ok()?).then_some(file)
}

fn file_answer(file: &Path, path: &str, request: &Request) -> Answer {
    let Ok(body) = fs::read(file) else {
        return Answer::text(404, &format!("there is nothing at {path}\n"));
    };
    let tag = tag(file, body.len());
    if request.known_tag.as_deref() == Some(tag.as_str()) {
        return Answer { status: 304, kind: kind(file), body: Vec::new(), headers: vec![("ETag", tag)] };
    }
    Answer { status: 200, kind: kind(file), body, headers: vec![("ETag", tag)] }
}

/// Changes whenever the file is written.
fn tag(file: &Path, length: usize) -> String {
    let written = file.metadata().and_then(|data| data.modified()).ok();
    let age = written.and_then(|time| time.duration_since(UNIX_EPOCH).ok()).unwrap_or_default();
    format!("\"{:x}-{length:x}\"", age.as_nanos())
}

/// What a file is, by its ending. `nosniff` makes browsers take our word.
fn kind(file: &Path) -> &'static str {
    match file.extension().and_then(|ending| ending.to_str()).unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "json" | "map" => "application/json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "webmanifest" => "application/manifest+json",
        "txt" | "md" | "ts" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

/// The path of a request's target: without query, percent-decoded; `None` unless it is UTF-8 that
/// begins with a slash and holds no control character.
fn decode_path(target: &str) -> Option<String> {
    let path = target.split(['?', '#']).next()?;
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(if byte == b'%' { digit(rest.next()?)? * 16 + digit(rest.next()?)? } else { byte });
    }
    let path = String::from_utf8(bytes).ok()?;
    (path.starts_with('/') && !path.contains(char::is_control)).then_some(path)
}

fn digit(byte: u8) -> Option<u8> {
    match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        b'A'..=b'F' => Some(byte - b'A' + 10),
        _ => None,
    }
}

fn encode(name: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    let encoded = name
        .bytes()
        .map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") });
    encoded.collect()
}

#[derive(Debug)]
struct Request {
    method: String,
    target: String,
    known_tag: Option<String>,
    keep: bool,
}

impl Request {
    /// Reads the head of a request; `None` at the end of the connection or where it makes no sense.
    fn read(stream: &mut impl BufRead) -> io::Result<Option<Self>> {
        let mut head = stream.take(LONGEST_HEAD);
        let mut line = String::new();
        head.read_line(&mut line)?;
        let mut words = line.split_whitespace();
        let (Some(method), Some(target), Some(version)) = (words.next(), words.next(), words.next()) else {
            return Ok(None);
        };
        let mut request = Self {
            method: method.to_owned(),
            target: target.to_owned(),
            known_tag: None,
            keep: version == "HTTP/1.1",
        };
        loop {
            let mut line = String::new();
            if head.read_line(&mut line)? == 0 {
                return Ok(None);
            }
            let line = line.trim_end();
            if line.is_empty() {
                return Ok(Some(request));
            }
            let Some((name, value)) = line.split_once(':') else {
                return Ok(None);
            };
            let value = value.trim();
            match name.to_ascii_lowercase().as_str() {
                "if-none-match" => request.known_tag = Some(value.to_owned()),
                "connection" if value.eq_ignore_ascii_case("close") => request.keep = false,
                // A body would be read as the next request.
                "content-length" | "transfer-encoding" if value != "0" => request.keep = false,
                _ => {}
            }
        }
    }
}

struct Answer {
    status: u16,
    kind: &'static str,
    body: Vec<u8>,
    headers: Vec<(&'static str, String)>,
}

impl Answer {
    fn text(status: u16, text: &str) -> Self {
        Self {
            status,
            kind: "text/plain; charset=utf-8",
            body: text.as_bytes().to_vec(),
            headers: Vec::new(),
        }
    }

    fn with(mut self, name: &'static str, value: &str) -> Self {
        self.headers.push((name, value.to_owned()));
        self
    }

    fn write(&self, site: &Site, request: &Request, stream: &mut impl Write) -> io::Result<()> {
        let phrase = match self.status {
            200 => "OK",
            301 => "Moved Permanently",
            304 => "Not Modified",
            400 => "Bad Request",
            405 => "Method Not Allowed",
            _ => "Not Found",
        };
        let mut head = format!("HTTP/1.1 {} {phrase}\r\nContent-Type: {}\r\n", self.status, self.kind);
        if self.status != 304 {
            head.push_str(&format!("Content-Length: {}\r\n", self.body.len()));
        }
        for (name, value) in self.headers.iter().chain(&site.headers) {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        head.push_str(if request.keep { "\r\n" } else { "Connection: close\r\n\r\n" });
        let mut message = head.into_bytes();
        if request.method != "HEAD" {
            message.extend_from_slice(&self.body);
        }
        stream.write_all(&message)?;
        stream.flush()
    }
}

/// A running server. It stops when it is dropped.
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    stopping: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Server {
    /// Starts serving on 127.0.0.1; port 0 takes any free one.
    ///
    /// # Errors
    ///
    /// If the port is taken or may not be used.
    pub fn start(site: Site, port: u16) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
        let address = listener.local_addr()?;
        let stopping = Arc::new(AtomicBool::new(false));
        let thread = thread::spawn({
            let stopping = Arc::clone(&stopping);
            move || accept(&listener, &Arc::new(site), &stopping)
        });
        Ok(Self { address, stopping, thread: Some(thread) })
    }

    /// Where it is: `http://127.0.0.1:8080`, without a slash at the end.
    #[must_use]
    pub fn origin(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Serves until the process ends.
    pub fn wait(mut self) {
        if let Some(thread) = self.thread.take() {
            // It ends by a panic only, of which the thread itself has spoken.
            let _ = thread.join();
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stopping.store(true, Ordering::SeqCst);
        // Wakes the thread, which waits for a connection.
        let _ = TcpStream::connect(self.address);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn accept(listener: &TcpListener, site: &Arc<Site>, stopping: &AtomicBool) {
    for connection in listener.incoming() {
        if stopping.load(Ordering::SeqCst) {
            return;
        }
        let Ok(connection) = connection else { continue };
        let site = Arc::clone(site);
        thread::spawn(move || {
            // A browser hangs up whenever it likes; that is no one's error.
            let _ = converse(&connection, &site);
        });
    }
}

fn converse(connection: &TcpStream, site: &Site) -> io::Result<()> {
    connection.set_read_timeout(Some(IDLE))?;
    connection.set_write_timeout(Some(IDLE))?;
    connection.set_nodelay(true)?;
    let mut reader = BufReader::new(connection);
    let mut writer = connection;
    while let Some(request) = Request::read(&mut reader)? {
        site.answer(&request).write(site, &request, &mut writer)?;
        if !request.keep {
            break;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A folder with a page, a module and a folder, and beside it a file nobody may have.
    struct House {
        root: PathBuf,
        server: Server,
    }

    impl House {
        fn new(name: &str) -> Self {
            let root = std::env::temp_dir().join(format!("hillside-server-{name}-{}", std::process::id()));
            fs::create_dir_all(root.join("site/sub dir")).unwrap();
            fs::write(root.join("secret.txt"), "secret").unwrap();
            fs::write(root.join("site/index.html"), "<p>hello").unwrap();
            fs::write(root.join("site/module.wasm"), b"\0asm").unwrap();
            fs::write(root.join("site/sub dir/index.html"), "<p>below").unwrap();
            let site = Site::new(root.join("site"))
                .and("/extra/", root.join("site/sub dir"))
                .and_text("/note/index.html", "<p>a note");
            let server = Server::start(site, 0).unwrap();
            Self { root, server }
        }

        /// Sends lines as they are and gives the whole answer.
        fn ask(&self, request: &str) -> String {
            let mut stream = TcpStream::connect(self.server.address).unwrap();
            write!(stream, "{request}\r\nConnection: close\r\n\r\n").unwrap();
            let mut answer = String::new();
            stream.read_to_string(&mut answer).unwrap();
            answer
        }

        fn get(&self, target: &str) -> String {
            self.ask(&format!("GET {target} HTTP/1.1"))
        }
    }

    impl Drop for House {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.root);
        }
    }

    #[test]
    fn a_page_comes_with_its_kind_and_the_policy() {
        let house = House::new("page");
        let answer = house.get("/?x=1");
        assert!(answer.starts_with("HTTP/1.1 200 OK\r\n"), "{answer}");
        assert!(answer.contains("\r\nContent-Type: text/html; charset=utf-8\r\n"), "{answer}");
        assert!(
            answer.contains(&format!("\r\nContent-Security-Policy: {CONTENT_SECURITY_POLICY}\r\n")),
            "{answer}"
        );
        assert!(answer.contains("\r\nX-Content-Type-Options: nosniff\r\n"), "{answer}");
        assert!(answer.ends_with("\r\n\r\n<p>hello"), "{answer}");
        assert!(house.get("/module.wasm").contains("\r\nContent-Type: application/wasm\r\n"));
        assert!(house.get("/note/index.html").ends_with("<p>a note"));
        assert!(house.get("/extra/").ends_with("<p>below"));
    }

    #[test]
    fn nothing_outside_the_folder_is_handed_out() {
        let house = House::new("outside");
        for target in [
            "/../secret.txt",
            "/%2e%2e/secret.txt",
            "/%2E%2E%2Fsecret.txt",
            "/sub%20dir/../../secret.txt",
            "/..%5csecret.txt",
            "/.%00./secret.txt",
            "//../secret.txt",
            "/%zz",
            "/%",
            "/%ff",
            "secret.txt",
        ] {
            let answer = house.get(target);
            assert!(answer.starts_with("HTTP/1.1 40"), "{target}: {answer}");
            assert!(!answer.ends_with("secret"), "{target}: {answer}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_link_out_of_the_folder_is_not_followed() {
        let house = House::new("link");
        std::os::unix::fs::symlink(house.root.join("secret.txt"), house.root.join("site/link.txt")).unwrap();
        assert!(house.get("/link.txt").starts_with("HTTP/1.1 404"));
    }

    #[test]
    fn a_folder_is_its_index_behind_a_slash() {
        let house = House::new("folder");
        let answer = house.get("/sub%20dir");
        assert!(answer.starts_with("HTTP/1.1 301"), "{answer}");
        assert!(answer.contains("\r\nLocation: sub%20dir/\r\n"), "{answer}");
        assert!(house.get("/sub%20dir/").ends_with("<p>below"));
    }

    #[test]
    fn what_is_unchanged_is_not_sent_again() {
        let house = House::new("tag");
        let answer = house.get("/");
        let tag = answer.lines().find_map(|line| line.strip_prefix("ETag: ")).unwrap();
        let again = house.ask(&format!("GET / HTTP/1.1\r\nIf-None-Match: {tag}"));
        assert!(again.starts_with("HTTP/1.1 304"), "{again}");
        assert!(again.ends_with("\r\n\r\n"), "{again}");
    }

    #[test]
    fn only_reading_is_answered() {
        let house = House::new("method");
        assert!(house.ask("DELETE / HTTP/1.1").starts_with("HTTP/1.1 405"));
        let head = house.ask("HEAD / HTTP/1.1");
        assert!(head.contains("\r\nContent-Length: 8\r\n") && head.ends_with("\r\n\r\n"), "{head}");
        assert!(house.ask("nonsense").is_empty());
    }
}
