//! `cargo xtask wasm`: from sources to a folder that a static server can hand out.
//!
//! `www/` is copied as it is written, its pages with a still of each figure; `crates/web` becomes the modules of
//! `dist/pkg`, one for each of its features, so that a page loads what it shows and no more. What is compiled and bound
//! is skipped where its inputs have not changed, and a file that stays the same keeps its date.

use std::env;
use std::fmt::Write;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::Instant;

use anyhow::{Context, Result, anyhow, bail};
use wasm_bindgen_cli_support::Bindgen;

use crate::toolchain::{TARGET, Toolchain};
use crate::{command, npm, size, still, workspace};

/// The name of the library that `crates/web` is compiled to.
const LIBRARY: &str = "hillside";

/// A module of `dist/pkg`, of the name of the feature of `crates/web` that it is made of.
struct Module {
    name: &'static str,
    feature: &'static str,
    /// Whether it is cut into parts that are fetched when they are needed.
    cut: bool,
}

/// Every module. The first has the name that other people's pages, workers and Node import.
const MODULES: [Module; 2] = [
    Module { name: "hillside", feature: "mathematics", cut: false },
    Module { name: "figures", feature: "figures,apart", cut: true },
];

/// The features of `crates/web` that modules are made of, each alone.
pub fn features() -> impl Iterator<Item = &'static str> {
    MODULES.iter().map(|module| module.feature)
}

/// What `rustc` enables for [`TARGET`], and the lanes; wasm-opt refuses what it is not told of.
const FEATURES: [&str; 8] = [
    "--enable-simd",
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
    "--enable-bulk-memory-opt",
];

/// For size after compression. No inlining: the compiler has done what speed needs, and a function
/// moved into its only caller is told apart worse by gzip (a twentieth of the module).
const OPTIMIZE: [&str; 8] = [
    "-Oz",
    "--converge",
    "--one-caller-inline-max-function-size",
    "0",
    "--always-inline-max-function-size",
    "0",
    "--flexible-inline-max-function-size",
    "0",
];

/// Fills `dist/` and prints what it weighs.
///
/// # Errors
///
/// If there is no compiler for WebAssembly, or a step fails.
pub fn run() -> Result<()> {
    build()?;
    size::print_table(&workspace::dist())
}

/// Fills `dist/`.
///
/// # Errors
///
/// If there is no compiler for WebAssembly, or a step fails.
pub fn build() -> Result<()> {
    let start = Instant::now();
    let toolchain = Toolchain::find()?;
    println!("Compiling crates/web for {TARGET} with {}", toolchain.version());
    let optimizer = Optimizer::find();
    if optimizer.is_none() {
        println!(
            "Without wasm-opt modules are larger than they could be: `npm ci --ignore-scripts` in tests/ installs one."
        );
    }
    let package = workspace::target().join("pkg");
    // While one module is bound and optimised the next is compiled.
    thread::scope(|scope| -> Result<()> {
        let (package, optimizer) = (&package, optimizer.as_ref());
        let mut bound = Vec::new();
        for module in &MODULES {
            let bytes = compile(toolchain, module)?;
            bound.push(scope.spawn(move || bind(module, bytes, package, optimizer)));
        }
        bound
            .into_iter()
            .try_for_each(|module| module.join().unwrap_or_else(|_| bail!("wasm-bindgen panicked")))
    })?;
    forget_others(&package)?;
    assemble(&workspace::www(), &package, &workspace::dist())?;
    println!("dist/ is ready ({:.1} s)", start.elapsed().as_secs_f64());
    Ok(())
}

/// Compiles one module; gives it as the linker left it.
fn compile(toolchain: Toolchain, module: &Module) -> Result<Vec<u8>> {
    let directory = toolchain.target_directory();
    let mut cargo = toolchain.cargo();
    cargo
        .args(["rustc", "--release", "--package", "hillside-web", "--lib"])
        .args(["--no-default-features", "--features", module.feature])
        .args(["--target", TARGET, "--target-dir"])
        .arg(&directory);
    if module.cut {
        // Where functions and data refer to one another must be known to cut them apart.
        cargo.args(["--", "-C", "link-arg=--emit-relocs"]);
    }
    command::run(with_flags(&mut cargo, toolchain))?;
    // The next module is compiled to the same place.
    let file = directory.join(TARGET).join("release").join(LIBRARY).with_extension("wasm");
    fs::read(&file).with_context(|| format!("cannot read {}", file.display()))
}

/// Makes cargo compile as for the page. Lints must be given the same flags, or they would see other
/// code than what is built.
pub fn with_flags(cargo: &mut Command, toolchain: Toolchain) -> &mut Command {
    cargo.env_remove("CARGO_ENCODED_RUSTFLAGS").env("RUSTFLAGS", flags(toolchain))
}

/// Lanes are SIMD. Panic messages name source files: without their folders, the module is the same
/// wherever it is built, and smaller.
fn flags(toolchain: Toolchain) -> String {
    let mut flags = format!("-C target-feature=+simd128 {}", toolchain.lean_flags());
    for folder in registry_folders().into_iter().chain(toolchain.library_sources()) {
        flags.push_str(&format!(" --remap-path-prefix={}=", folder.display()));
    }
    flags
}

/// Where cargo unpacked the sources of dependencies. This program has dependencies itself, so they
/// are unpacked by now and the answer does not change from one run to the next.
fn registry_folders() -> Vec<PathBuf> {
    let home = env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| env::home_dir().map(|home| home.join(".cargo")));
    let Some(entries) = home.and_then(|home| fs::read_dir(home.join("registry/src")).ok()) else {
        return Vec::new();
    };
    let mut folders: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    // RUSTFLAGS are split at spaces.
    folders.retain(|folder| !folder.to_string_lossy().contains(char::is_whitespace));
    folders.sort();
    folders
}

/// Runs wasm-bindgen, then wasm-opt where there is one, into `package`.
fn bind(module: &Module, mut bytes: Vec<u8>, package: &Path, optimizer: Option<&Optimizer>) -> Result<()> {
    let name = module.name;
    let stamp = package.join(name).with_extension(STAMP);
    let inputs = fingerprint(&(&bytes, optimizer, OPTIMIZE));
    if fs::read_to_string(&stamp).is_ok_and(|before| before == inputs) {
        return Ok(());
    }

    println!("Running wasm-bindgen for {name}");
    let _ = fs::remove_file(&stamp);
    fs::create_dir_all(package)?;
    let parts = if module.cut { split(name, &mut bytes, package)? } else { Vec::new() };
    Bindgen::new()
        .input_bytes(name, bytes)
        .omit_default_module_path(false)
        .web(true)?
        .typescript(true)
        .remove_name_section(true)
        .remove_producers_section(true)
        // The table of functions, in which the parts find one another.
        .keep_lld_exports(module.cut)
        .generate(package)
        .context("wasm-bindgen failed")?;
    // It describes the module to a bundler; nothing here reads it.
    let _ = fs::remove_file(package.join(format!("{name}_bg.wasm.d.ts")));
    let glue = package.join(name).with_extension("js");
    let text = fs::read_to_string(&glue).with_context(|| format!("cannot read {}", glue.display()))?;
    fs::write(&glue, without_docs(&text)).with_context(|| format!("cannot write {}", glue.display()))?;

    if let Some(optimizer) = optimizer {
        for file in parts.into_iter().chain([package.join(format!("{name}_bg.wasm"))]) {
            optimizer.run(&file)?;
        }
    }
    fs::write(stamp, inputs)?;
    Ok(())
}

/// Cuts a module into its parts, files of their own beside what stays; gives those files. What loads them is `parts.js`.
fn split(name: &str, bytes: &mut Vec<u8>, package: &Path) -> Result<Vec<PathBuf>> {
    let folder = package.join(format!("{name}_parts"));
    let _ = fs::remove_dir_all(&folder);
    let main = folder.join("main.wasm");
    let glue = format!("../{name}.js");
    let mut options = wasm_split_cli_support::Options::new(bytes);
    options.output_dir = &folder;
    options.main_out_path = &main;
    options.link_name = "./parts.js";
    options.main_module = &glue;
    let cut =
        wasm_split_cli_support::transform(options).map_err(|error| anyhow!("cannot cut {name}: {error}"))?;
    let left = fs::read(&main)?;
    *bytes = left;
    fs::remove_file(main)?;
    // Whoever asks for a part waits for it in JavaScript; nothing in the module is to be called back.
    let loader = folder.join("parts.js");
    let text = fs::read_to_string(&loader)?;
    fs::write(&loader, loaders(&text))?;
    let types = "/** What fetches each part. */\nexport const parts: Record<string, () => Promise<void>>;\n";
    fs::write(loader.with_extension("d.ts"), types)?;
    Ok(cut.split_modules)
}

/// Says what is wrong with a part that does not come, and takes it also from a server that does not know what it is.
const INSTANTIATED: &str = "\
async function instantiated(response, imports) {
    if (!response.ok) throw new Error(`${response.url} answers ${response.status}`);
    return response.headers.get('content-type') === 'application/wasm'
        ? WebAssembly.instantiateStreaming(response, imports)
        : WebAssembly.instantiate(await response.arrayBuffer(), imports);
}
";

/// The generated loader without what calls the module back, and with its loaders by name.
fn loaders(text: &str) -> String {
    const NAMED: &str = "export const __wasm_split_load_";
    let mut parts = String::from("export const parts = {\n");
    let mut kept = String::from(INSTANTIATED);
    let text =
        text.replace("WebAssembly.instantiateStreaming(src, imports)", "instantiated(await src, imports)");
    let mut inside_callback = false;
    for line in text.lines() {
        inside_callback |= line.starts_with("function wrapAsyncCb");
        if let Some((name, loader)) =
            line.strip_prefix(NAMED).and_then(|rest| rest.split_once(" = wrapAsyncCb("))
        {
            let _ = write!(kept, "const part_{name} = (");
            kept.push_str(loader);
            let _ = writeln!(parts, "  {name}: part_{name},");
        } else if !inside_callback {
            kept.push_str(line);
        }
        kept.push_str(if inside_callback { "" } else { "\n" });
        inside_callback &= line != "}";
    }
    kept + &parts + "};\n"
}

/// The ending of the files that say what a module was made from.
const STAMP: &str = "stamp";

/// Removes what modules of other names have left in `package`.
fn forget_others(package: &Path) -> Result<()> {
    for path in size::files(package)? {
        let file = path.to_string_lossy();
        let known = MODULES
            .iter()
            .any(|module| file.strip_prefix(module.name).is_some_and(|rest| rest.starts_with(['.', '_'])));
        if !known {
            fs::remove_file(package.join(&path))?;
        }
    }
    Ok(())
}

/// The lines of generated JavaScript outside its doc comments: the types beside it say the same, and
/// no browser reads them.
fn without_docs(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut inside = false;
    for line in text.lines() {
        inside |= line.trim_start().starts_with("/**");
        if !inside {
            kept.push_str(line);
            kept.push('\n');
        }
        inside &= !line.trim_end().ends_with("*/");
    }
    kept
}

fn fingerprint(inputs: &impl Hash) -> String {
    let mut hasher = DefaultHasher::new();
    inputs.hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}

/// Binaryen's wasm-opt.
#[derive(Debug, Hash)]
struct Optimizer {
    program: PathBuf,
    version: String,
}

impl Optimizer {
    /// On the path, or among the npm packages of the tests.
    fn find() -> Option<Self> {
        let installed = npm::program("wasm-opt");
        let program = command::find("wasm-opt").or_else(|| installed.is_file().then_some(installed))?;
        let version = command::read(Command::new(&program).arg("--version")).ok()?;
        Some(Self { program, version })
    }

    fn run(&self, module: &Path) -> Result<()> {
        println!("Running {}", self.version);
        let result = module.with_extension("opt");
        let status = Command::new(&self.program)
            .args(OPTIMIZE)
            .args(FEATURES)
            .arg(module)
            .arg("-o")
            .arg(&result)
            .stdin(Stdio::null())
            .status()
            .with_context(|| format!("cannot start {}", self.program.display()))?;
        if !status.success() {
            bail!("{} failed ({status})", self.program.display());
        }
        fs::rename(result, module)?;
        Ok(())
    }
}

/// Writes every script of a folder without comments, spaces and long names to another; nothing where there is no program
/// that does. What a browser reads is then what was written, said shorter.
fn minify(folder: &Path, into: &Path) -> Result<()> {
    let _ = fs::remove_dir_all(into);
    let program = npm::program("esbuild");
    if !program.is_file() {
        println!(
            "Without esbuild scripts are larger than they could be: `npm ci --ignore-scripts` in tests/ installs it."
        );
        return Ok(());
    }
    let is_script = |path: &PathBuf| path.extension().is_some_and(|ending| ending == "js");
    let scripts = size::files(folder)?.into_iter().filter(is_script).map(|path| folder.join(path));
    let mut esbuild = command::clean("node");
    esbuild
        .arg(program)
        .args(scripts)
        .args([
            "--minify",
            "--charset=utf8",
            "--target=es2022",
            "--legal-comments=none",
            "--log-level=warning",
        ])
        .arg(format!("--outdir={}", into.display()))
        .arg(format!("--outbase={}", folder.display()));
    command::run(&mut esbuild)
}

/// Makes `dist` hold the files of `www`, and those of `package` in `pkg/`, and nothing else.
fn assemble(www: &Path, package: &Path, dist: &Path) -> Result<()> {
    let mut wanted: Vec<(PathBuf, PathBuf)> = Vec::new();
    let short = workspace::target().join("short");
    minify(www, &short.join("www"))?;
    minify(package, &short.join("pkg"))?;
    let stills = workspace::target().join("stills");
    still::draw(www, &stills)?;
    for path in size::files(www)?.into_iter().filter(|path| !stills.join(path).is_file()) {
        wanted.push((www.join(&path), path));
    }
    for path in size::files(&stills)? {
        wanted.push((stills.join(&path), path));
    }
    for path in size::files(package)? {
        if path.extension().is_none_or(|ending| ending != STAMP) {
            wanted.push((package.join(&path), Path::new("pkg").join(path)));
        }
    }
    fs::create_dir_all(dist)?;
    for path in size::files(dist)? {
        if !wanted.iter().any(|(_, target)| *target == path) {
            fs::remove_file(dist.join(path))?;
        }
    }
    for (source, path) in wanted {
        let target = dist.join(&path);
        let shorter = if path.starts_with("pkg") { short.join(&path) } else { short.join("www").join(&path) };
        let source = if shorter.is_file() { shorter } else { source };
        let bytes = fs::read(&source).with_context(|| format!("cannot read {}", source.display()))?;
        // Written only where it differs, so that a browser's copy stays valid.
        if fs::read(&target).is_ok_and(|before| before == bytes) {
            continue;
        }
        if let Some(folder) = target.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(&target, bytes).with_context(|| format!("cannot write {}", target.display()))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{loaders, without_docs};

    #[test]
    fn parts_are_had_by_name_and_nothing_is_called_back() {
        let text = "import { initSync } from \"./a.js\";\nfunction wrapAsyncCb(callee) {\n    return 1;\n}\nfunction makeLoad(f, d) {\n}\n\
                    export const __wasm_split_load_proofs = wrapAsyncCb(makeLoad(() => 1\n, []));\n";
        let want = "function makeLoad(f, d) {\n}\nconst part_proofs = (makeLoad(() => 1\n, []));\nexport const parts = {\n  proofs: part_proofs,\n};\n";
        let made = loaders(text);
        assert!(made.ends_with(want) && made.contains("initSync"), "{made}");
    }

    #[test]
    fn only_doc_comments_are_left_out() {
        let text = "/* @ts-self-types */\nclass A {\n    /**\n     * One.\n     */\n    one() { return 2 ** 3; } /** kept */\n    /** Two. */\n    two() {}\n}\n";
        let want =
            "/* @ts-self-types */\nclass A {\n    one() { return 2 ** 3; } /** kept */\n    two() {}\n}\n";
        assert_eq!(without_docs(text), want);
    }
}
