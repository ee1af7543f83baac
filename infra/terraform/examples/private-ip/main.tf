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
  # Each node and its own address.
  nodes = {
    srv-lb01 = cidrhost(module.network.cidrs[0], 11)
    srv-lb02 = cidrhost(module.network.cidrs[0], 12)
  }
}

# An interface of its own outlives its instance, and with it the address, the tag, and the spec that
# names it.
resource "aws_network_interface" "node" {
  for_each = local.nodes

  subnet_id       = module.network.subnets[0]
  security_groups = [module.network.security_group]
  tags            = merge(module.handoff.tag, { Name = each.key })

  # The list keeps its order: what comes first is the interface's own. The first node has the shared
  # address at first, so that it is reachable before any controller runs; from then on the controller
  # decides.
  private_ip_list_enabled = true
  private_ip_list         = each.key == "srv-lb01" ? [each.value, var.address] : [each.value]

  # Without this the next apply after a failover would take the address from the node that has it
  # and give it to the first one. Of an aws_instance without such an interface the same is
  # `ignore_changes = [secondary_private_ips]`.
  lifecycle {
    ignore_changes = [private_ip_list, private_ips, private_ips_count]
  }
}

resource "aws_instance" "node" {
  for_each = local.nodes

  ami                  = coalesce(var.ami, nonsensitive(data.aws_ssm_parameter.ami.value))
  instance_type        = var.instance_type
  iam_instance_profile = module.node.instance_profile
  user_data            = module.node.user_data[each.key]
  tags                 = merge(module.handoff.tag, { Name = each.key })

  # Providers from 6.0 on call this deprecated in favour of a block that 5.x does not know.
  network_interface {
    device_index         = 0
    network_interface_id = aws_network_interface.node[each.key].id
  }

  metadata_options {
    http_tokens = "required"
  }

  # A newer image or another package would stop or replace both nodes in one apply. Renew them one
  # by one: `handoff standby`, `terraform apply -replace`, `handoff apply` for the new instance's id,
  # `handoff online`.
  lifecycle {
    ignore_changes = [ami, user_data]
  }
}
