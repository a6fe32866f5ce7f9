#!/usr/bin/env bash
# What the commands of the Flagger document call inside of pods: the load tester's image brings them, here the machine does.
source "$(dirname "$0")/lib.sh"
lacking=()
for program in curl wget python3; do
  has "$program" || lacking+=("$program")
done
[ ${#lacking[@]} -eq 0 ] && exit 0
install_packages "${lacking[@]}" || say "not found in $PATH: ${lacking[*]}; tests of the Flagger document will fail. Install the packages of these names"
