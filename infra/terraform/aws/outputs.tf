output "deployment" {
  description = "What the command line needs to find this installation: `terraform output -json deployment`."
  value = {
    region   = local.region
    account  = local.account
    tables   = var.name
    function = aws_lambda_alias.live.arn
    topic    = aws_sns_topic.alerts.arn
  }
}

output "topic" {
  description = "ARN of the topic for alerts, as a spec names it: `alerts: {topic: …}`."
  value       = aws_sns_topic.alerts.arn
}

output "failed" {
  description = "URL of the queue with the events that nobody could make anything of."
  value       = aws_sqs_queue.failed.url
}

output "tag" {
  description = "The tag of everything that the controller may move, and of the interfaces that it may move to."
  value       = local.tags
}

output "policies" {
  description = "ARNs of the policies for nodes, for operators, and for viewers. Operators need both of the latter."
  value = {
    node     = aws_iam_policy.node.arn
    operator = aws_iam_policy.operator.arn
    viewer   = aws_iam_policy.viewer.arn
  }
}

output "roles" {
  description = "Names of the roles of the function and of the schedule."
  value = {
    function  = aws_iam_role.function.name
    scheduler = aws_iam_role.scheduler.name
  }
}

output "function_version" {
  description = "The function's version that is live. To go back, point the alias `live` to an earlier one."
  value       = aws_lambda_function.controller.version
}

output "stream" {
  description = "ARN of the stream that brings urgent beats."
  value       = aws_dynamodb_table.nodes.stream_arn
}

output "log_group" {
  description = "Name of the function's log group."
  value       = aws_cloudwatch_log_group.function.name
}

output "dashboard" {
  description = "Where the dashboard is."
  value = format(
    "https://%s.console.aws.amazon.com/cloudwatch/home?region=%s#dashboards/dashboard/%s",
    local.region, local.region, aws_cloudwatch_dashboard.this.dashboard_name
  )
}
