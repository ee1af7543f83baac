"""Prints a SAM template as plain CloudFormation: transform.py TEMPLATE REGION."""
import json, sys
from samtranslator.translator.transform import transform
from samtranslator.yaml_helper import yaml_parse

class NoManagedPolicies:
    def load(self):
        return {}

template = yaml_parse(open(sys.argv[1], encoding="utf-8").read())
for resource in template["Resources"].values():
    properties = resource.get("Properties", {})
    if "CodeUri" in properties:
        properties["CodeUri"] = "s3://artifacts/" + properties["CodeUri"]
defaults = {name: str(p["Default"]) for name, p in template["Parameters"].items() if "Default" in p}
print(json.dumps(transform(template, defaults, NoManagedPolicies()), indent=1))
