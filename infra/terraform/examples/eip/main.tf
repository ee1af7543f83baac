# Two web servers in two zones, and an Elastic IP that one of them has.

module "handoff" {
  source = "../../aws"

  name                = var.name
  artifact            = var.artifact
  runtime             = var.runtime
  emails              = var.emails
  deletion_protection = var.deletion_protection
}

module "network" {
  source = "../network"

  name = var.name
}

module "node" {
  source = "../../aws-node"

  deployment = module.handoff.deployment
  policy     = module.handoff.policies.node
  cluster    = "web"
  nodes      = keys(local.nodes)
  package    = var.package
  setup      = "dnf install --assumeyes nginx"
}

data "aws_ssm_parameter" "ami" {
  name = "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64"
}

locals {
  # Each node and its subnet.
  nodes = { srv-lb01 = 0, srv-lb02 = 1 }
}

resource "aws_instance" "node" {
  for_each = local.nodes

  ami                    = coalesce(var.ami, nonsensitive(data.aws_ssm_parameter.ami.value))
  instance_type          = var.instance_type
  subnet_id              = module.network.subnets[each.value]
  vpc_security_group_ids = [module.network.security_group]
  iam_instance_profile   = module.node.instance_profile
  user_data              = module.node.user_data[each.key]
  tags                   = merge(module.handoff.tag, { Name = each.key })

  metadata_options {
    http_tokens = "required"
  }

  # A newer image or another package would stop or replace both nodes in one apply. Renew them one
  # by one: `handoff standby`, `terraform apply -replace`, `handoff apply` for the new instance's and
  # interface's ids, `handoff online`.
  lifecycle {
    ignore_changes = [ami, user_data]
  }
}

# The tags of an instance are not those of its interface, to which the address is led.
resource "aws_ec2_tag" "interface" {
  for_each = local.nodes

  resource_id = aws_instance.node[each.key].primary_network_interface_id
  key         = "handoff"
  value       = module.handoff.tag.handoff
}

# The first node has it at first, so that it is reachable before any controller runs; from then on
# the controller decides. Without `ignore_changes` the next apply after a failover would lead it back
# to the first node, and the controller would take it away again.
#
# Never by aws_eip_association: each move makes a new association and ends the old one. Terraform
# takes the old one for lost and makes it anew, whatever `ignore_changes` says.
resource "aws_eip" "web" {
  domain            = "vpc"
  network_interface = aws_instance.node["srv-lb01"].primary_network_interface_id
  tags              = merge(module.handoff.tag, { Name = "web" })

  lifecycle {
    ignore_changes = [network_interface, instance, associate_with_private_ip]
  }
}
