// The baseline: an extension that does nothing.
exports.activate = function activate() {};
