// The client script, built from `loom/client/src`.
