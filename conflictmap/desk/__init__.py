"""Where articles come in and claims are decided: intake, review and the admin pages of editors."""
