# A network to try things in: what an account of your own has already.

data "aws_availability_zones" "this" {
  state = "available"
}

data "aws_region" "this" {}

resource "aws_vpc" "this" {
  cidr_block           = var.cidr
  enable_dns_hostnames = true
  tags                 = { Name = var.name }
}

resource "aws_internet_gateway" "this" {
  vpc_id = aws_vpc.this.id
  tags   = { Name = var.name }
}

resource "aws_subnet" "this" {
  count = var.subnets

  vpc_id                  = aws_vpc.this.id
  cidr_block              = cidrsubnet(var.cidr, 8, count.index)
  availability_zone       = data.aws_availability_zones.this.names[count.index]
  map_public_ip_on_launch = true
  tags                    = { Name = "${var.name}-${count.index}" }
}

# Its routes are resources of their own, never blocks in here: Terraform would remove all others,
# and with them the one that the controller moves.
resource "aws_route_table" "this" {
  vpc_id = aws_vpc.this.id
  tags   = merge({ Name = var.name }, var.route_table_tags)
}

resource "aws_route" "internet" {
  route_table_id         = aws_route_table.this.id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.this.id
}

resource "aws_route_table_association" "this" {
  count = var.subnets

  subnet_id      = aws_subnet.this[count.index].id
  route_table_id = aws_route_table.this.id
}

# Beats must not depend on the address that they are about: they reach DynamoDB without it. And a
# node that has no public address at all gets Amazon Linux's packages from S3. Both at no charge.
resource "aws_vpc_endpoint" "this" {
  for_each = toset(["dynamodb", "s3"])

  vpc_id          = aws_vpc.this.id
  service_name    = "com.amazonaws.${data.aws_region.this.id}.${each.key}"
  route_table_ids = [aws_route_table.this.id]
  tags            = { Name = "${var.name}-${each.key}" }
}

resource "aws_security_group" "nodes" {
  name        = "${var.name}-nodes"
  description = "Web clients."
  vpc_id      = aws_vpc.this.id
  tags        = { Name = "${var.name}-nodes" }
}

resource "aws_vpc_security_group_ingress_rule" "web" {
  security_group_id = aws_security_group.nodes.id
  description       = "Web clients"
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "tcp"
  from_port         = 80
  to_port           = 80
}

resource "aws_vpc_security_group_egress_rule" "all" {
  security_group_id = aws_security_group.nodes.id
  description       = "Packages, and the store of beats"
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "-1"
}
