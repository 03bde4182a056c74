//! After the page: what the headers of a response let others do with it.

use loom_tests::Server;

/// The parts of a page's policy.
fn policy(page: &loom_tests::Fetched) -> Vec<String> {
    page.header("content-security-policy").split("; ").map(str::to_owned).collect()
}

/// The nonce that a policy lets through.
fn nonce(page: &loom_tests::Fetched) -> String {
    let policy = page.header("content-security-policy");
    policy.split("'nonce-").nth(1).and_then(|rest| rest.split('\'').next()).expect("a nonce").to_owned()
}

/// Would gain: a script of the attacker's that runs, if some HTML ever got into a page.
#[tokio::test]
async fn a_page_runs_no_script_but_its_own() {
    let server = Server::start().await;
    let page = server.get("/counter").await;
    let (nonce, policy) = (nonce(&page), policy(&page));
    assert!(policy.contains(&format!("script-src 'self' 'nonce-{nonce}'")), "{policy:?}");
    for part in ["default-src 'self'", "object-src 'none'", "base-uri 'none'", "form-action 'self'"] {
        assert!(policy.iter().any(|known| known == part), "{part} in {policy:?}");
    }
    assert!(!policy.iter().any(|part| part.starts_with("script-src") && part.contains("unsafe")), "{policy:?}");
    assert!(!page.header("content-security-policy").contains('*'), "{policy:?}");
    assert!(page.body.contains(&format!("nonce=\"{nonce}\"")), "Loom's own script bears it");
}

/// Would gain: to know the nonce of a page before it is sent, by looking at another.
#[tokio::test]
async fn a_nonce_is_good_once() {
    let server = Server::start().await;
    let mut nonces = Vec::new();
    for _ in 0..20 {
        nonces.push(nonce(&server.get("/counter").await));
        nonces.push(nonce(&server.get("/nothing").await));
    }
    assert!(nonces.iter().all(|nonce| nonce.len() >= 22), "128 bits: {nonces:?}");
    nonces.sort();
    nonces.dedup();
    assert_eq!(nonces.len(), 40);
}

/// Would gain: nothing; but an application that cannot allow its own scripts and sources turns the policy off.
#[tokio::test]
async fn a_page_can_bring_its_own_script_and_sources() {
    let server = Server::start().await;
    let page = server.get("/hostile/nonce").await;
    let nonce = nonce(&page);
    assert!(page.body.contains(&format!("<script nonce=\"{nonce}\">let own = 1</script>")), "{}", page.body);
    let page = server.get("/hostile/allowed").await;
    assert!(
        policy(&page).iter().any(|part| part == "img-src 'self' data: https://images.example"),
        "{:?}",
        policy(&page)
    );
}

/// Would gain: to loosen the policy by a source that was typed in.
#[tokio::test]
async fn a_source_cannot_break_out_of_its_directive() {
    let server = Server::start().await;
    let page = server.get("/hostile/injected").await;
    assert_eq!(page.status, 500);
    assert!(!page.header("content-security-policy").contains('*'));
}

/// Would gain: a page inside a frame of the attacker's, whose buttons the visitor presses without knowing (clickjacking).
#[tokio::test]
async fn a_page_cannot_be_framed_by_others() {
    let server = Server::start().await;
    for path in ["/counter", "/nothing"] {
        assert!(policy(&server.get(path).await).iter().any(|part| part == "frame-ancestors 'self'"), "{path}");
    }
    assert!(policy(&server.get("/unknown").await).iter().any(|part| part == "frame-ancestors 'none'"));
}

/// Would gain: another visitor's tokens out of a cache, or a page that is taken for something else, or the address of a page that holds secrets.
#[tokio::test]
async fn a_page_is_kept_by_nobody_and_taken_for_nothing_else() {
    let server = Server::start().await;
    for path in ["/counter", "/nothing", "/failing", "/unknown", "/moved"] {
        let page = server.get(path).await;
        assert_eq!(page.header("cache-control"), "no-store", "{path}");
        if page.status != 303 {
            assert_eq!(page.header("x-content-type-options"), "nosniff", "{path}");
            assert_eq!(page.header("content-type"), "text/html; charset=utf-8", "{path}");
        }
    }
    assert_eq!(server.get("/counter").await.header("referrer-policy"), "same-origin");
}

/// Would gain: what the server knows and the visitor should not, by making a page fail.
#[tokio::test]
async fn a_page_that_fails_gives_nothing_away() {
    let server = Server::start().await;
    for path in ["/failing", "/unknown", "/hostile/mount"] {
        let page = server.get(path).await;
        assert_eq!(page.status, 500, "{path}");
        for secret in ["secret", "purpose", "src/", ".rs", "Large"] {
            assert!(!page.body.contains(secret), "{path} says {secret}: {}", page.body);
        }
    }
}
