// Every action of SQS with the AWS SDK for JavaScript, which speaks AWS JSON, against an endpoint,
// and checks what it answers; the SDK itself checks the MD5 digests of bodies.
// usage: node tour.mjs URL
import assert from "node:assert/strict";
import * as sqs from "@aws-sdk/client-sqs";

const client = new sqs.SQSClient({
  endpoint: process.argv[2],
  region: "us-east-1",
  credentials: { accessKeyId: "test", secretAccessKey: "test" },
  maxAttempts: 1,
});
const used = new Set();
const send = (command) => {
  used.add(command.constructor.name.replace(/Command$/, ""));
  return client.send(command);
};

async function receive(QueueUrl, more = {}) {
  const answer = await send(
    new sqs.ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, MessageSystemAttributeNames: ["All"],
      MessageAttributeNames: ["All"], ...more }),
  );
  return answer.Messages ?? [];
}

async function standard() {
  const { QueueUrl } = await send(new sqs.CreateQueueCommand({ QueueName: "tour" }));
  assert.equal((await send(new sqs.GetQueueUrlCommand({ QueueName: "tour" }))).QueueUrl, QueueUrl);
  const MessageAttributes = {
    text: { DataType: "String", StringValue: "grüße" },
    bytes: { DataType: "Binary", BinaryValue: new Uint8Array([0, 1, 255]) },
  };
  const sent = await send(
    new sqs.SendMessageCommand({ QueueUrl, MessageBody: "first <&> ü", MessageAttributes }),
  );
  assert.equal(sent.SequenceNumber, undefined);
  const [message] = await receive(QueueUrl);
  assert.equal(message.MessageId, sent.MessageId);
  assert.equal(message.Body, "first <&> ü");
  assert.equal(message.Attributes.ApproximateReceiveCount, "1");
  assert.equal(message.MessageAttributes.text.StringValue, "grüße");
  assert.deepEqual([...message.MessageAttributes.bytes.BinaryValue], [0, 1, 255]);
  assert.equal(message.MD5OfMessageAttributes, sent.MD5OfMessageAttributes);
  assert.deepEqual(await receive(QueueUrl), []);
  const { ReceiptHandle } = message;
  await send(new sqs.ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout: 0 }));
  const [again] = await receive(QueueUrl, { WaitTimeSeconds: 1 });
  assert.equal(again.Attributes.ApproximateReceiveCount, "2");
  assert.notEqual(again.ReceiptHandle, ReceiptHandle);
  await send(new sqs.DeleteMessageCommand({ QueueUrl, ReceiptHandle: again.ReceiptHandle }));
  await send(new sqs.DeleteMessageCommand({ QueueUrl, ReceiptHandle: again.ReceiptHandle }));
  await send(new sqs.DeleteQueueCommand({ QueueUrl }));
  await assert.rejects(receive(QueueUrl), {
    __type: "com.amazonaws.sqs#QueueDoesNotExist",
    Code: "AWS.SimpleQueueService.NonExistentQueue",
  });
}

async function fifo() {
  const { QueueUrl } = await send(
    new sqs.CreateQueueCommand({ QueueName: "tour.fifo", Attributes: { FifoQueue: "true" } }),
  );
  const sent = [];
  for (const body of ["a1", "a2", "b1", "a1"]) {
    sent.push(
      await send(
        new sqs.SendMessageCommand({ QueueUrl, MessageBody: body, MessageGroupId: body[0],
          MessageDeduplicationId: body }),
      ),
    );
  }
  assert.equal(sent[3].MessageId, sent[0].MessageId, "the second a1 is a duplicate");
  assert.ok(BigInt(sent[1].SequenceNumber) > BigInt(sent[0].SequenceNumber));
  const messages = await receive(QueueUrl);
  const inGroup = (group) => messages.map((m) => m.Body).filter((body) => body[0] === group);
  assert.deepEqual(inGroup("a"), ["a1", "a2"]);
  assert.deepEqual(inGroup("b"), ["b1"]);
  await assert.rejects(
    send(new sqs.SendMessageCommand({ QueueUrl, MessageBody: "x", MessageDeduplicationId: "x" })),
    /MessageGroupId/,
  );
  for (const { ReceiptHandle } of messages) {
    await send(new sqs.DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
  }
  assert.deepEqual(await receive(QueueUrl), []);
}

async function settings() {
  const { QueueUrl } = await send(
    new sqs.CreateQueueCommand({ QueueName: "settings", tags: { team: "a" },
      Attributes: { VisibilityTimeout: "40" } }),
  );
  const { QueueUrls } = await send(new sqs.ListQueuesCommand({ QueueNamePrefix: "settings" }));
  assert.deepEqual(QueueUrls, [QueueUrl]);
  await send(
    new sqs.SetQueueAttributesCommand({ QueueUrl, Attributes: { DelaySeconds: "7" } }),
  );
  const { Attributes } = await send(
    new sqs.GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["All"] }),
  );
  assert.equal(Attributes.VisibilityTimeout, "40");
  assert.equal(Attributes.DelaySeconds, "7");
  await send(new sqs.TagQueueCommand({ QueueUrl, Tags: { cost: "b" } }));
  await send(new sqs.UntagQueueCommand({ QueueUrl, TagKeys: ["team"] }));
  assert.deepEqual((await send(new sqs.ListQueueTagsCommand({ QueueUrl }))).Tags, { cost: "b" });
  await send(
    new sqs.AddPermissionCommand({ QueueUrl, Label: "friend", AWSAccountIds: ["111122223333"],
      Actions: ["SendMessage"] }),
  );
  const asked = new sqs.GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["Policy"] });
  assert.equal(JSON.parse((await send(asked)).Attributes.Policy).Statement[0].Sid, "friend");
  await send(new sqs.RemovePermissionCommand({ QueueUrl, Label: "friend" }));
  await send(new sqs.PurgeQueueCommand({ QueueUrl }));
  await assert.rejects(send(new sqs.PurgeQueueCommand({ QueueUrl })), /60 seconds/);
}

async function batches() {
  const { QueueUrl } = await send(new sqs.CreateQueueCommand({ QueueName: "batches" }));
  const sent = await send(
    new sqs.SendMessageBatchCommand({ QueueUrl, Entries: [
      { Id: "a", MessageBody: "1" }, { Id: "b", MessageBody: "2" },
      { Id: "c", MessageBody: "3", DelaySeconds: 1000 }] }),
  );
  assert.deepEqual(sent.Successful.map(({ Id }) => Id), ["a", "b"]);
  assert.deepEqual(sent.Failed.map(({ Id, SenderFault }) => [Id, SenderFault]), [["c", true]]);
  const messages = await receive(QueueUrl);
  const Entries = messages.map(({ ReceiptHandle }, i) => ({ Id: `${i}`, ReceiptHandle }));
  const hidden = await send(
    new sqs.ChangeMessageVisibilityBatchCommand({ QueueUrl,
      Entries: Entries.map((entry) => ({ ...entry, VisibilityTimeout: 9 })) }),
  );
  assert.equal(hidden.Successful.length, messages.length);
  const gone = await send(new sqs.DeleteMessageBatchCommand({ QueueUrl, Entries }));
  assert.equal(gone.Successful.length, messages.length);
  assert.equal(gone.Failed, undefined);
}

async function deadLetters() {
  const dead = (await send(new sqs.CreateQueueCommand({ QueueName: "dead" }))).QueueUrl;
  const DeadArn = "arn:aws:sqs:us-east-1:000000000000:dead";
  const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: DeadArn, maxReceiveCount: 1 });
  const { QueueUrl } = await send(
    new sqs.CreateQueueCommand({ QueueName: "alive", Attributes: { RedrivePolicy } }),
  );
  const sources = await send(new sqs.ListDeadLetterSourceQueuesCommand({ QueueUrl: dead }));
  assert.deepEqual(sources.queueUrls, [QueueUrl]);
  await send(new sqs.SendMessageCommand({ QueueUrl, MessageBody: "poison" }));
  await receive(QueueUrl, { VisibilityTimeout: 0 });
  assert.deepEqual(await receive(QueueUrl), []);
  const { TaskHandle } = await send(
    new sqs.StartMessageMoveTaskCommand({ SourceArn: DeadArn, MaxNumberOfMessagesPerSecond: 1 }),
  );
  const { Results } = await send(new sqs.ListMessageMoveTasksCommand({ SourceArn: DeadArn }));
  assert.equal(Results.length, 1);
  try {
    await send(new sqs.CancelMessageMoveTaskCommand({ TaskHandle }));
  } catch (error) {
    assert.match(error.name, /ResourceNotFoundException/);  // it was done already
  }
}

await standard();
await fifo();
await settings();
await batches();
await deadLetters();
const all = Object.keys(sqs).filter((name) => /^[A-Z].*Command$/.test(name) && name !== "$Command")
  .map((name) => name.replace(/Command$/, ""));
assert.deepEqual([...used].sort(), all.sort(), "every action has had its turn");
console.log("the tour is complete");
