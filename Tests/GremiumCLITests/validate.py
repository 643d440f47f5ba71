# Validates YAML files against a JSON Schema, as an editor does; the independent opinion in SchemaTests.
#
#   python3 validate.py SCHEMA FILE...
#
# Prints a line for each fault, FILE: PATH: MESSAGE. Exit status 0: no faults; 1: faults; 3: a module is missing.

import json
import sys

try:
    import jsonschema
    import yaml
except ImportError as error:
    print(error)
    sys.exit(3)


class EditorLoader(yaml.SafeLoader):
    """YAML 1.2's core schema, as the language server of editors reads it: true and false alone are booleans, and a
    date is text."""


EditorLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers
            if tag not in ("tag:yaml.org,2002:timestamp", "tag:yaml.org,2002:bool", "tag:yaml.org,2002:int",
                           "tag:yaml.org,2002:float")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
core = [("bool", r"^(?:true|True|TRUE|false|False|FALSE)$", "tTfF"),
        ("int", r"^[-+]?[0-9]+$", "-+0123456789"),
        ("float", r"^[-+]?(?:\.[0-9]+|[0-9]+\.[0-9]*)(?:[eE][-+]?[0-9]+)?$|^[-+]?[0-9]+[eE][-+]?[0-9]+$", "-+.0123456789")]
for name, pattern, first in core:
    EditorLoader.add_implicit_resolver("tag:yaml.org,2002:" + name, __import__("re").compile(pattern), list(first))

with open(sys.argv[1], encoding="utf-8") as file:
    schema = json.load(file)
jsonschema.Draft7Validator.check_schema(schema)
validator = jsonschema.Draft7Validator(schema)
faults = 0
for path in sys.argv[2:]:
    with open(path, encoding="utf-8") as file:
        content = yaml.load(file, EditorLoader)
    for error in sorted(validator.iter_errors(content), key=lambda error: [str(part) for part in error.path]):
        faults += 1
        print(f"{path.split('/')[-1]}: {'/'.join(map(str, error.path))}: {error.message[:200]}")
sys.exit(1 if faults else 0)
