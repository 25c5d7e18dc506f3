# bash completion for jdiffscope
# Generated from the option definitions; a test fails when it is stale.
_jdiffscope() {
  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]}
  if [[ $cur == = ]]; then
    cur=
  elif [[ $prev == = ]]; then
    prev=${COMP_WORDS[COMP_CWORD-2]}
  fi
  COMPREPLY=()
  case $prev in
    --text) compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- "$cur")); return ;;
    --text-color) COMPREPLY=($(compgen -W "never auto always" -- "$cur")); return ;;
    --json) compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- "$cur")); return ;;
    --html) compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- "$cur")); return ;;
    --html-dir) compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -d -- "$cur")); return ;;
    --markdown) compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- "$cur")); return ;;
    --restructured-text) compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- "$cur")); return ;;
    --junit) compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- "$cur")); return ;;
    --sarif) compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- "$cur")); return ;;
    --css)  return ;;
    --jquery)  return ;;
    --difftool) compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- "$cur")); return ;;
    --load-existing-diff) compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- "$cur")); return ;;
    --status-fd)  return ;;
    --max-report-size)  return ;;
    --max-text-report-size)  return ;;
    --max-page-size)  return ;;
    --max-diff-block-lines)  return ;;
    --max-page-diff-block-lines)  return ;;
    --max-diff-block-lines-saved)  return ;;
    --max-diff-input-lines)  return ;;
    --diff-context)  return ;;
    --max-container-depth)  return ;;
    --timeout)  return ;;
    --job-timeout)  return ;;
    --max-memory)  return ;;
    --max-unpacked)  return ;;
    --max-members)  return ;;
    --jobs)  return ;;
    --exclude)  return ;;
    --exclude-command)  return ;;
    --exclude-directory-metadata) COMPREPLY=($(compgen -W "auto yes no recursive" -- "$cur")); return ;;
    --diff-mask)  return ;;
    --ignore) COMPREPLY=($(compgen -W "added-or-removed archive-order archive-owner archive-timestamps build-id build-path bytecode-compiler bytecode-debug bytecode-order checksum-of-other compression copyright-year embedded-timestamp encoding file-modes generated-names git-metadata jdk-version line-endings link-order list-order locale manifest-order minified property-order random-id sbom signature tool-version user-or-host version-string list" -- "$cur")); return ;;
    --fuzzy-threshold)  return ;;
    --use-dbgsym) COMPREPLY=($(compgen -W "no auto yes" -- "$cur")); return ;;
    --tool-prefix-binutils)  return ;;
    --explain) COMPREPLY=($(compgen -W "added-or-removed archive-order archive-owner archive-timestamps build-id build-path bytecode-compiler bytecode-debug bytecode-order checksum-of-other compression copyright-year embedded-timestamp encoding file-modes generated-names git-metadata jdk-version line-endings link-order list-order locale manifest-order minified property-order random-id sbom signature tool-version user-or-host version-string" -- "$cur")); return ;;
  esac
  if [[ $cur == -* ]]; then
    COMPREPLY=($(compgen -W "--text --text-color --json --html --html-dir --markdown --restructured-text --junit --sarif --summary --output-empty --css --jquery --difftool --profile --load-existing-diff --status-fd --progress --no-progress --max-report-size --max-text-report-size --max-page-size --max-diff-block-lines --max-page-diff-block-lines --max-diff-block-lines-saved --max-diff-input-lines --diff-context --max-container-depth --no-default-limits --timeout --job-timeout --max-memory --max-unpacked --max-members --jobs --new-file --exclude --exclude-command --exclude-directory-metadata --extended-filesystem-attributes --no-extended-filesystem-attributes --diff-mask --ignore --fuzzy-threshold --use-dbgsym --force-details --decompile --tool-prefix-binutils --help --version --list-formats --list-tools --list-missing-tools --list-debian-substvars --explain --debug --pdb" -- "$cur"))
  else
    compopt -o filenames 2>/dev/null
    COMPREPLY=($(compgen -f -- "$cur"))
  fi
}
complete -F _jdiffscope jdiffscope
