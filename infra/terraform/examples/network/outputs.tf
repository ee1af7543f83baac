output "subnets" {
  description = "Ids of the subnets."
  value       = aws_subnet.this[*].id
}

output "route_table" {
  description = "Id of the route table of all subnets."
  value       = aws_route_table.this.id
}

output "security_group" {
  description = "Id of the security group for the nodes."
  value       = aws_security_group.nodes.id
}

output "cidrs" {
  description = "Their addresses."
  value       = aws_subnet.this[*].cidr_block
}

output "route_table_tags" {
  description = "Tags of the route table."
  value       = aws_route_table.this.tags
}
