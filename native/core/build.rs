//! Python's symbols are resolved at load time from the interpreter that the loader opened first.
fn main() {
    if std::env::var("CARGO_CFG_TARGET_VENDOR").as_deref() == Ok("apple") {
        println!("cargo::rustc-cdylib-link-arg=-undefined");
        println!("cargo::rustc-cdylib-link-arg=dynamic_lookup");
        // The default is the path of the machine that built it.
        println!("cargo::rustc-cdylib-link-arg=-Wl,-install_name,@rpath/libdrua_core.dylib");
    }
    println!("cargo::rerun-if-changed=build.rs");
}
