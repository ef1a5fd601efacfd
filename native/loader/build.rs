//! What the linker needs to be told.
fn main() {
    if std::env::var("CARGO_CFG_TARGET_VENDOR").as_deref() == Ok("apple") {
        // The default is the path of the machine that built it.
        println!("cargo::rustc-cdylib-link-arg=-Wl,-install_name,@rpath/libdrua_loader.dylib");
    }
    println!("cargo::rerun-if-changed=build.rs");
}
