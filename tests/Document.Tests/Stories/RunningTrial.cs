using System.Text.Json.Nodes;
using CanaryMesh.Support.Processes;

namespace CanaryMesh.Document.Tests.Stories;

/// <summary>What was there while a version was on trial, and what the document's command in its copy said.</summary>
internal sealed record RunningTrial(DocumentApp App, JsonObject Copy, string Pods, CommandResult Exec);
