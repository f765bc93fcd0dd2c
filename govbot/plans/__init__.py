"""Plans that run: a template of the playbook becomes dated tasks that wait for each other."""
