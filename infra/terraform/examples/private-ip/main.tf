# Two web servers in one subnet, and a secondary private IP that one of them has.

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

  name    = var.name
  subnets = 1
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
  # Each node, and what it has at first: the first one the address, so that it is reachable before
  # any controller runs. From then on the controller decides.
  nodes = { srv-lb01 = [var.address], srv-lb02 = null }
}

resource "aws_instance" "node" {
  for_each = local.nodes

  ami                    = coalesce(var.ami, nonsensitive(data.aws_ssm_parameter.ami.value))
  instance_type          = var.instance_type
  subnet_id              = module.network.subnets[0]
  vpc_security_group_ids = [module.network.security_group]
  secondary_private_ips  = each.value
  iam_instance_profile   = module.node.instance_profile
  user_data              = module.node.user_data[each.key]
  tags                   = merge(module.handoff.tag, { Name = each.key })

  metadata_options {
    http_tokens = "required"
  }

  # A newer image or another package would stop or replace both nodes in one apply. Renew them one
  # by one: `handoff standby`, `terraform apply -replace`, `handoff online`.
  #
  # Secondary addresses: without that, the next apply after a failover would take the address from
  # the node that has it and give it to the first one. With an aws_network_interface of your own it
  # is `ignore_changes = [private_ips, private_ip_list, private_ips_count]` there.
  lifecycle {
    ignore_changes = [ami, user_data, secondary_private_ips]
  }
}

# The tags of an instance are not those of its interface, to which the address is led.
resource "aws_ec2_tag" "interface" {
  for_each = local.nodes

  resource_id = aws_instance.node[each.key].primary_network_interface_id
  key         = "handoff"
  value       = module.handoff.tag.handoff
}
