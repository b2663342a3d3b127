"""Says what this installation consists of and what is wrong with it, one sentence a finding."""
